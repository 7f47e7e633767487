#include "kernels.h"

#include <string.h>

#if defined(__AVX512VNNI__)
#include <immintrin.h>
constexpr int kLanes = 16, kPanel = 64, kZero = 128;
#elif defined(__AVX2__)
#include <immintrin.h>
constexpr int kLanes = 8, kPanel = 32, kZero = 0;
#else
constexpr int kLanes = 4, kPanel = 16, kZero = 0;
#endif

// Unrolled, a group's sums would be computed last and lie in memory until then.
#define KEEP_LOOP _Pragma("GCC unroll 2")

namespace miles {
namespace {

using Floats = float __attribute__((vector_size(4 * kLanes)));
using Words = int32_t __attribute__((vector_size(4 * kLanes)));
using Bytes = int8_t __attribute__((vector_size(kLanes)));

inline Floats load(const float* from) {
  Floats found;
  memcpy(&found, from, sizeof found);
  return found;
}
inline void store(float* to, Floats values) { memcpy(to, &values, sizeof values); }
inline Floats all(float value) { return Floats{} + value; }
inline Floats absolute(Floats x) { return (Floats)((Words)x & 0x7FFFFFFF); }
inline Floats rounded(Floats x) { return x + 12582912.0f - 12582912.0f; }  // to even, of what is below 2^22
inline float total(Floats values) {
  float sum = 0;
  for (int k = 0; k < kLanes; k++) sum += values[k];
  return sum;
}

// Of x <= 0, within 2 units in the last place; 0 below -87. (Cody and Waite's reduction, Cephes' polynomial.)
inline Floats exponential(Floats x) {
  const Floats clipped = x < -87.0f ? all(-87.0f) : x, whole = rounded(clipped * 1.44269504f);
  const Floats rest = clipped - whole * 0.693359375f + whole * 2.12194440e-4f;
  Floats value = 1.9875691500e-4f * rest + 1.3981999507e-3f;
  value = value * rest + 8.3334519073e-3f;
  value = value * rest + 4.1665795894e-2f;
  value = value * rest + 1.6666665459e-1f;
  value = value * rest + 5.0000001201e-1f;
  value = value * rest * rest + rest + 1.0f;
  const Words power = (__builtin_convertvector(whole, Words) + 127) << 23;
  return x < -87.0f ? all(0) : value * (Floats)power;
}

// ---- products: one input through one panel of weights ----

struct Input {
  const float* floats;
  const int8_t* values;
  const float* scales;
  const int32_t *sums, *below;
};

void float_panel(const float* weights, const Input& in, int columns, float* out) {
  Floats sums[kPanel / kLanes] = {};
  for (int c = 0; c < columns; c++, weights += kPanel)
    for (int r = 0; r < kPanel / kLanes; r++) sums[r] += load(weights + r * kLanes) * in.floats[c];
  memcpy(out, sums, sizeof sums);
}

#if defined(__AVX512VNNI__)

inline __m512i four(const int8_t* in) {  // four inputs, for every row
  int32_t bits;
  memcpy(&bits, in, 4);
  return _mm512_set1_epi32(bits);
}
inline __m512i wide(const uint8_t* weights, int r) {
  return _mm512_load_si512(reinterpret_cast<const __m512i*>(weights) + r);
}
inline void add_group(__m512 (&sums)[4], const __m512i (&dots)[4], const uint16_t* scales, float in_scale) {
  for (int r = 0; r < 4; r++) {
    const __m512i bits = _mm512_cvtepu16_epi32(_mm256_load_si256(reinterpret_cast<const __m256i*>(scales) + r));
    const __m512 scale = _mm512_castsi512_ps(_mm512_slli_epi32(bits, 16)) * in_scale;
    sums[r] = _mm512_fmadd_ps(_mm512_cvtepi32_ps(dots[r]), scale, sums[r]);
  }
}

// VNNI multiplies unsigned by signed and sums fours at once: weights lie as w + 128, which comes off as 128 * sum(x).
void int8_panel(const uint8_t* weights, const uint16_t* scales, const Input& in, int groups, float* out) {
  __m512 sums[4] = {};
  for (int g = 0; g < groups; g++) {
    __m512i dots[4];
    for (auto& dot : dots) dot = _mm512_set1_epi32(-128 * in.sums[g]);
    for (int c = 0; c < kGroup; c += 4, weights += 4 * kPanel) {
      const __m512i values = four(in.values + g * kGroup + c);
      for (int r = 0; r < 4; r++) dots[r] = _mm512_dpbusd_epi32(dots[r], wide(weights, r), values);
    }
    add_group(sums, dots, scales + g * kPanel, in.scales[g]);
  }
  memcpy(out, sums, sizeof sums);
}

void int4_panel(const uint8_t* weights, const uint16_t* scales, const Input& in, int groups, float* out) {
  const __m512i low = _mm512_set1_epi8(15);
  __m512 sums[4] = {};
  for (int g = 0; g < groups; g++) {
    __m512i dots[4];
    for (auto& dot : dots) dot = _mm512_set1_epi32(-8 * in.sums[g]);
    for (int c = 0; c < kGroup; c += 8, weights += 4 * kPanel) {
      const __m512i first = four(in.values + g * kGroup + c), second = four(in.values + g * kGroup + c + 4);
      for (int r = 0; r < 4; r++) {
        const __m512i pairs = wide(weights, r);
        dots[r] = _mm512_dpbusd_epi32(dots[r], _mm512_and_si512(pairs, low), first);
        dots[r] = _mm512_dpbusd_epi32(dots[r], _mm512_and_si512(_mm512_srli_epi16(pairs, 4), low), second);
      }
    }
    add_group(sums, dots, scales + g * kPanel, in.scales[g]);
  }
  memcpy(out, sums, sizeof sums);
}

#elif defined(__AVX2__)

inline __m256i four(const int8_t* in) {  // four inputs, for every row
  int32_t bits;
  memcpy(&bits, in, 4);
  return _mm256_set1_epi32(bits);
}
inline __m256i wide(const uint8_t* weights, int r) {
  return _mm256_load_si256(reinterpret_cast<const __m256i*>(weights) + r);
}
// Sums stay in registers: left to itself, gcc computes all products of a group first, and adds them up from memory.
inline void keep(__m256i& sums) { asm("" : "+x"(sums)); }
inline void add_group(__m256 (&sums)[4], const __m256i (&dots)[4], const uint16_t* scales, float in_scale) {
  for (int r = 0; r < 4; r++) {
    const __m256i bits = _mm256_cvtepu16_epi32(_mm_load_si128(reinterpret_cast<const __m128i*>(scales) + r));
    const __m256 scale = _mm256_castsi256_ps(_mm256_slli_epi32(bits, 16)) * in_scale;
    sums[r] = _mm256_fmadd_ps(_mm256_cvtepi32_ps(dots[r]), scale, sums[r]);
  }
}

// Products of bytes want one side unsigned: the input's size is, and the weight takes the sign. For a negative input
// that is ~w = -w - 1; the 1 is made good by the sum of such inputs. (|x| <= 127, |w| <= 128: pairs stay below 2^15.)
void int8_panel(const uint8_t* weights, const uint16_t* scales, const Input& in, int groups, float* out) {
  const __m256i ones = _mm256_set1_epi16(1);
  __m256 sums[4] = {};
  for (int g = 0; g < groups; g++) {
    __m256i dots[4];
    for (auto& dot : dots) dot = _mm256_set1_epi32(in.below[g]);
    for (int c = 0; c < kGroup; c += 4, weights += 4 * kPanel) {
      const __m256i values = four(in.values + g * kGroup + c), sizes = _mm256_abs_epi8(values);
      const __m256i sign = _mm256_cmpgt_epi8(_mm256_setzero_si256(), values);
      for (int r = 0; r < 4; r++) {
        const __m256i pairs = _mm256_maddubs_epi16(sizes, _mm256_xor_si256(wide(weights, r), sign));
        dots[r] = _mm256_add_epi32(dots[r], _mm256_madd_epi16(pairs, ones));
        keep(dots[r]);
      }
    }
    add_group(sums, dots, scales + g * kPanel, in.scales[g]);
  }
  memcpy(out, sums, sizeof sums);
}

// Four bits are unsigned as they lie, and so small (15 * 127 * 2 * 8 < 2^15) that a group is summed in 16 bits.
void int4_panel(const uint8_t* weights, const uint16_t* scales, const Input& in, int groups, float* out) {
  const __m256i ones = _mm256_set1_epi16(1), low = _mm256_set1_epi8(15);
  __m256 sums[4] = {};
  for (int g = 0; g < groups; g++) {
    __m256i pairs[4] = {}, dots[4];
    for (int c = 0; c < kGroup; c += 8, weights += 4 * kPanel) {
      const __m256i first = four(in.values + g * kGroup + c), second = four(in.values + g * kGroup + c + 4);
      for (int r = 0; r < 4; r++) {
        const __m256i both = wide(weights, r), high = _mm256_and_si256(_mm256_srli_epi16(both, 4), low);
        pairs[r] = _mm256_add_epi16(pairs[r], _mm256_maddubs_epi16(_mm256_and_si256(both, low), first));
        pairs[r] = _mm256_add_epi16(pairs[r], _mm256_maddubs_epi16(high, second));
        keep(pairs[r]);
      }
    }
    const __m256i zero = _mm256_set1_epi32(8 * in.sums[g]);
    for (int r = 0; r < 4; r++) dots[r] = _mm256_sub_epi32(_mm256_madd_epi16(pairs[r], ones), zero);
    add_group(sums, dots, scales + g * kPanel, in.scales[g]);
  }
  memcpy(out, sums, sizeof sums);
}

#else

void int8_panel(const uint8_t* weights, const uint16_t* scales, const Input& in, int groups, float* out) {
  memset(out, 0, kPanel * sizeof *out);
  for (int g = 0; g < groups; g++) {
    int32_t dots[kPanel] = {};
    for (int c = 0; c < kGroup; c += 4, weights += 4 * kPanel)
      for (int k = 0; k < 4 * kPanel; k++) dots[k / 4] += int8_t(weights[k]) * in.values[g * kGroup + c + k % 4];
    for (int r = 0; r < kPanel; r++) out[r] += float(dots[r]) * (widened(scales[g * kPanel + r]) * in.scales[g]);
  }
}

void int4_panel(const uint8_t* weights, const uint16_t* scales, const Input& in, int groups, float* out) {
  memset(out, 0, kPanel * sizeof *out);
  for (int g = 0; g < groups; g++) {
    int32_t dots[kPanel] = {};
    for (int c = 0; c < kGroup; c += 8, weights += 4 * kPanel)
      for (int k = 0; k < 4 * kPanel; k++) {
        const int8_t* values = in.values + g * kGroup + c + k % 4;
        dots[k / 4] += ((weights[k] & 15) - 8) * values[0] + ((weights[k] >> 4) - 8) * values[4];
      }
    for (int r = 0; r < kPanel; r++) out[r] += float(dots[r]) * (widened(scales[g * kPanel + r]) * in.scales[g]);
  }
}

#endif

void multiply(const Weights& w, const Vectors& x, float* out, int stride) {
  const int64_t groups = w.columns / kGroup, elements = int64_t(w.columns) * kPanel;
  for (int p = 0; p < w.panels; p++)
    for (int64_t k = 0; k < x.count; k++) {
      const Input in{x.floats + k * x.columns, x.values + k * x.columns, x.scales + k * groups, x.sums + k * groups,
                     x.below + k * groups};
      const uint16_t* scales = w.scales + p * groups * kPanel;
      float* to = out + k * stride + p * kPanel;
      if (w.kind == Kind::kFloat) float_panel(reinterpret_cast<const float*>(w.data) + p * elements, in, w.columns, to);
      if (w.kind == Kind::kInt8) int8_panel(w.data + p * elements, scales, in, groups, to);
      if (w.kind == Kind::kInt4) int4_panel(w.data + p * elements / 2, scales, in, groups, to);
    }
}

// ---- what stands between products ----

void quantise(const Vectors& x) {
  for (int64_t g = 0; g < int64_t(x.count) * x.columns / kGroup; g++) {
    const float* in = x.floats + g * kGroup;
    Floats sizes = {};
    for (int c = 0; c < kGroup; c += kLanes) {
      const Floats size = absolute(load(in + c));
      sizes = size > sizes ? size : sizes;
    }
    float most = 0;
    for (int k = 0; k < kLanes; k++) most = sizes[k] > most ? sizes[k] : most;
    const float by = most > 0 ? 127.0f / most : 0.0f;
    Words sums = {}, below = {};
    for (int c = 0; c < kGroup; c += kLanes) {
      const Floats near = rounded(load(in + c) * by);
      const Words whole = __builtin_convertvector(absolute(near) < 128.0f ? near : all(0), Words);  // if it is a number
      const Bytes bytes = __builtin_convertvector(whole, Bytes);
      memcpy(x.values + g * kGroup + c, &bytes, sizeof bytes);
      sums += whole, below -= whole & (whole < 0);
    }
    int32_t sum = 0, negative = 0;
    for (int k = 0; k < kLanes; k++) sum += sums[k], negative += below[k];
    x.scales[g] = most / 127.0f, x.sums[g] = sum, x.below[g] = negative;
  }
}

void normalise(const float* in, const float* weight, int size, float epsilon, float* out) {
  Floats squares = {};
  for (int c = 0; c < size; c += kLanes) squares += load(in + c) * load(in + c);
  const float by = 1.0f / __builtin_sqrtf(total(squares) / float(size) + epsilon);
  for (int c = 0; c < size; c += kLanes) store(out + c, load(in + c) * by * load(weight + c));
}

void match(const float* query, const float* keys, int size, float* scores) {
  constexpr int kParts = kBlock / kLanes;
  Floats even[kParts] = {}, odd[kParts] = {};
  for (int c = 0; c < size; c += 2, keys += 2 * kBlock)
    for (int k = 0; k < kParts; k++) {
      even[k] += query[c] * load(keys + k * kLanes);
      odd[k] += query[c + 1] * load(keys + kBlock + k * kLanes);
    }
  const float by = 1.0f / __builtin_sqrtf(float(size));
  for (int k = 0; k < kParts; k++) store(scores + k * kLanes, (even[k] + odd[k]) * by);
}

void softmax(float* scores, int n) {
  float top = scores[0];
  for (int t = 1; t < n; t++) top = scores[t] > top ? scores[t] : top;
  for (int t = n; t % kBlock; t++) scores[t] = -__builtin_inff();
  Floats sums = {};
  for (int t = 0; t < n; t += kLanes) {
    const Floats shares = exponential(load(scores + t) - top);
    store(scores + t, shares), sums += shares;
  }
  const float by = 1.0f / total(sums);
  for (int t = 0; t < n; t += kLanes) store(scores + t, load(scores + t) * by);
}

void gather(const float* shares, const float* values, int n, int size, float* out) {
  for (int c = 0; c < size; c += kBlock) {
    constexpr int kParts = kBlock / kLanes;
    Floats sums[kParts];
    for (int k = 0; k < kParts; k++) sums[k] = load(out + c + k * kLanes);
    for (int t = 0; t < n; t++)
      for (int k = 0; k < kParts; k++) sums[k] += shares[t] * load(values + int64_t(t) * size + c + k * kLanes);
    for (int k = 0; k < kParts; k++) store(out + c + k * kLanes, sums[k]);
  }
}

void swiglu(const float* gate, const float* up, int size, float* out) {
  for (int c = 0; c < size; c += kLanes) {
    const Floats in = load(gate + c), part = exponential(-absolute(in));
    store(out + c, in * (in < 0.0f ? part : all(1)) / (1.0f + part) * load(up + c));
  }
}

int highest(const float* logits, int size) {
  Floats tops = all(-__builtin_inff());
  for (int i = 0; i < size; i += kLanes) {
    const Floats found = load(logits + i);
    tops = found > tops ? found : tops;
  }
  float top = tops[0];
  for (int k = 1; k < kLanes; k++) top = tops[k] > top ? tops[k] : top;
  for (int i = 0; i < size; i++)
    if (logits[i] == top) return i;
  return 0;  // where they are no numbers
}

double weigh(const float* logits, int size, float top, float temperature, float* shares) {
  const float by = 1.0f / temperature;
  double sum = 0;
  for (int i = 0; i < size;) {
    Floats sums = {};
    for (const int end = size - i > 64 * kLanes ? i + 64 * kLanes : size; i < end; i += kLanes) {
      const Floats found = exponential((load(logits + i) - top) * by);
      store(shares + i, found), sums += found;
    }
    sum += double(total(sums));
  }
  return sum;
}

int above(const float* shares, int size, float least, int* found) {
  int count = 0;
  for (int i = 0; i < size; i += kLanes) {
    const Words is_more = load(shares + i) > least;
    uint64_t halves[kLanes / 2], any = 0;
    memcpy(halves, &is_more, sizeof halves);
    for (uint64_t half : halves) any |= half;
    for (int k = i; any && k < i + kLanes; k++)
      if (shares[k] > least) found[count++] = k;
  }
  return count;
}

}  // namespace

#if defined(__AVX512VNNI__)
extern const Kernels kAvx512{"avx512", kPanel, kZero, multiply, quantise, normalise, match, softmax, gather, swiglu, highest, weigh, above};
#elif defined(__AVX2__)
extern const Kernels kAvx2{"avx2", kPanel, kZero, multiply, quantise, normalise, match, softmax, gather, swiglu, highest, weigh, above};
#else
extern const Kernels kPlain{"plain", kPanel, kZero, multiply, quantise, normalise, match, softmax, gather, swiglu, highest, weigh, above};
#endif

}  // namespace miles

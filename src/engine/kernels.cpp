#include "kernels.h"

#include <string.h>

#if defined(__AVX512VNNI__)
#include <immintrin.h>
using Wide = __m512i;
#define KEEP_IN_REGISTER "+v"
#define MILES_PATH kAvx512
constexpr char kName[] = "avx512";
constexpr int kLanes = 16, kInt8Zero = 128;
constexpr int kAhead = 1024;  // bytes asked for ahead: a tenth faster on a Xeon, experiments/2026-11-26-native-engine
#elif defined(__AVX2__)
#include <immintrin.h>
using Wide = __m256i;
#define KEEP_IN_REGISTER "+x"
#define MILES_PATH kAvx2
constexpr char kName[] = "avx2";
constexpr int kLanes = 8, kInt8Zero = 0, kAhead = 0;
#else
using Wide = int32_t __attribute__((vector_size(16)));
#define MILES_PATH kPlain
constexpr char kName[] = "plain";
constexpr int kLanes = 4, kInt8Zero = 0, kAhead = 0;
#endif
constexpr int kParts = 4, kPanel = kParts * kLanes;  // vectors of rows, and rows, that lie side by side

namespace miles {
namespace {

using Floats = float __attribute__((vector_size(4 * kLanes)));
using Words = int32_t __attribute__((vector_size(4 * kLanes)));

inline Floats load(const float* from) {
  Floats found;
  memcpy(&found, from, sizeof found);
  return found;
}
inline void store(float* to, Floats values) { memcpy(to, &values, sizeof values); }
inline Floats all(float value) { return Floats{} + value; }
inline Floats absolute(Floats x) { return (Floats)((Words)x & 0x7FFFFFFF); }
inline Floats rounded(Floats x) { return x + 12582912.0f - 12582912.0f; }  // to even, of what is below 2^22
template <class Vector>
inline Vector turned(Vector values, int step) {  // each lane's partner
  Vector found = values;
  for (int k = 0; k < kLanes; k++) found[k] = values[k ^ step];
  return found;
}
template <class Vector>
inline auto total(Vector values) {
  for (int step = kLanes / 2; step; step /= 2) values += turned(values, step);
  return values[0];
}
inline float most(Floats values) {
  for (int step = kLanes / 2; step; step /= 2) {
    const Floats others = turned(values, step);
    values = others > values ? others : values;
  }
  return values[0];
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

// ---- products: one input through one panel of weights, four vectors of rows side by side ----

struct Input {
  const float* floats;
  const int8_t* values;
  const float* scales;
  const int32_t *sums, *below;
};

void float_panel(const float* weights, const Input& in, int columns, float* out) {
  Floats sums[kParts];
  for (Floats& sum : sums) sum = all(0);
  for (int c = 0; c < columns; c++, weights += kPanel)
    for (int r = 0; r < kParts; r++) sums[r] += load(weights + r * kLanes) * in.floats[c];
  for (int r = 0; r < kParts; r++) store(out + r * kLanes, sums[r]);
}

inline Wide four(const int8_t* values) {  // four inputs, for every row
  int32_t bits;
  memcpy(&bits, values, 4);
  return (Wide)(Words{} + bits);
}
#if defined(__AVX2__)
// Sums stay in registers: left to itself, gcc computes all products of a group first, and adds them up from memory.
inline void keep(Wide& sums) { asm("" : KEEP_IN_REGISTER(sums)); }
#endif

// dots += a group of weights times the inputs `values`; `int8_zero` and `int4_zero` say what dots begin with.
#if defined(__AVX512VNNI__)

// VNNI multiplies unsigned by signed and sums fours at once: weights lie as w + 128, which comes off as 128 * sum(x).
inline int32_t int8_zero(const Input& in, int g) { return -128 * in.sums[g]; }
inline void int8_group(const Wide* weights, const int8_t* values, Wide (&dots)[kParts]) {
  Wide others[kParts];  // a product waits for the one before it: two chains each
  for (Wide& other : others) other = Wide{};
  for (int c = 0; c < kGroup; c += 8, weights += 2 * kParts)
    for (int r = 0; r < kParts; r++) {
      dots[r] = _mm512_dpbusd_epi32(dots[r], weights[r], four(values + c));
      others[r] = _mm512_dpbusd_epi32(others[r], weights[kParts + r], four(values + c + 4));
      keep(dots[r]), keep(others[r]);
    }
  for (int r = 0; r < kParts; r++) dots[r] = _mm512_add_epi32(dots[r], others[r]);
}

inline int32_t int4_zero(const Input& in, int g) { return -8 * in.sums[g]; }
inline void int4_group(const Wide* weights, const int8_t* values, Wide (&dots)[kParts]) {
  const Wide low = _mm512_set1_epi8(15);
  Wide others[kParts];
  for (Wide& other : others) other = Wide{};
  for (int c = 0; c < kGroup; c += 8, weights += kParts)
    for (int r = 0; r < kParts; r++) {
      const Wide high = _mm512_and_si512(_mm512_srli_epi16(weights[r], 4), low);
      dots[r] = _mm512_dpbusd_epi32(dots[r], _mm512_and_si512(weights[r], low), four(values + c));
      others[r] = _mm512_dpbusd_epi32(others[r], high, four(values + c + 4));
      keep(dots[r]), keep(others[r]);
    }
  for (int r = 0; r < kParts; r++) dots[r] = _mm512_add_epi32(dots[r], others[r]);
}

#elif defined(__AVX2__)

// Products of bytes want one side unsigned: the input's size is, and the weight takes the sign. For a negative input
// that is ~w = -w - 1; the 1 is made good by the sum of such inputs. (|x| <= 127, |w| <= 128: pairs stay below 2^15.)
inline int32_t int8_zero(const Input& in, int g) { return in.below[g]; }
inline void int8_group(const Wide* weights, const int8_t* values, Wide (&dots)[kParts]) {
  for (int c = 0; c < kGroup; c += 4, weights += kParts) {
    const Wide in = four(values + c), sizes = _mm256_abs_epi8(in), sign = _mm256_cmpgt_epi8(Wide{}, in);
    for (int r = 0; r < kParts; r++) {
      const Wide pairs = _mm256_maddubs_epi16(sizes, _mm256_xor_si256(weights[r], sign));
      dots[r] = _mm256_add_epi32(dots[r], _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
      keep(dots[r]);
    }
  }
}

// Four bits are unsigned as they lie, and so small (15 * 127 * 2 * 8 < 2^15) that a group is summed in 16 bits.
inline int32_t int4_zero(const Input& in, int g) { return -8 * in.sums[g]; }
inline void int4_group(const Wide* weights, const int8_t* values, Wide (&dots)[kParts]) {
  const Wide low = _mm256_set1_epi8(15);
  Wide pairs[kParts];
  for (Wide& pair : pairs) pair = Wide{};
  for (int c = 0; c < kGroup; c += 8, weights += kParts)
    for (int r = 0; r < kParts; r++) {
      const Wide high = _mm256_and_si256(_mm256_srli_epi16(weights[r], 4), low);
      const Wide first = _mm256_maddubs_epi16(_mm256_and_si256(weights[r], low), four(values + c));
      pairs[r] = _mm256_add_epi16(_mm256_add_epi16(pairs[r], first), _mm256_maddubs_epi16(high, four(values + c + 4)));
      keep(pairs[r]);
    }
  for (int r = 0; r < kParts; r++)
    dots[r] = _mm256_add_epi32(dots[r], _mm256_madd_epi16(pairs[r], _mm256_set1_epi16(1)));
}

#else

inline int8_t byte(const Wide* weights, int k) { return reinterpret_cast<const int8_t*>(weights)[k]; }

inline int32_t int8_zero(const Input&, int) { return 0; }
inline void int8_group(const Wide* weights, const int8_t* values, Wide (&dots)[kParts]) {
  for (int c = 0; c < kGroup; c += 4, weights += kParts)
    for (int row = 0; row < kPanel; row++)
      for (int j = 0; j < 4; j++) dots[row / kLanes][row % kLanes] += byte(weights, row * 4 + j) * values[c + j];
}

inline int32_t int4_zero(const Input&, int) { return 0; }
inline void int4_group(const Wide* weights, const int8_t* values, Wide (&dots)[kParts]) {
  for (int c = 0; c < kGroup; c += 8, weights += kParts)
    for (int row = 0; row < kPanel; row++)
      for (int j = 0; j < 4; j++) {
        const int both = uint8_t(byte(weights, row * 4 + j));
        dots[row / kLanes][row % kLanes] +=
            ((both & 15) - 8) * values[c + j] + ((both >> 4) - 8) * values[c + 4 + j];
      }
}

#endif

template <int32_t (*kZero)(const Input&, int), void (*kAdd)(const Wide*, const int8_t*, Wide (&)[kParts])>
inline void whole_panel(const Wide* weights, int per_group, const uint16_t* scales, const Input& in, int groups,
                        float* out) {
  Floats sums[kParts];
  for (Floats& sum : sums) sum = all(0);
  for (int g = 0; g < groups; g++, weights += per_group, scales += kPanel) {
    Wide dots[kParts];
    for (Wide& dot : dots) dot = (Wide)(Words{} + kZero(in, g));
    for (int k = 0; kAhead && k < per_group * int(sizeof(Wide)); k += 64)
      __builtin_prefetch(reinterpret_cast<const char*>(weights) + kAhead + k, 0, 2);
    kAdd(weights, in.values + g * kGroup, dots);
    for (int r = 0; r < kParts; r++) {
      Words both;  // scales of two vectors of rows, see scale_place
      memcpy(&both, scales + r / 2 * 2 * kLanes, sizeof both);
      const Floats scale = (Floats)(r % 2 ? both & ~0xFFFF : both << 16);
      sums[r] += __builtin_convertvector((Words)dots[r], Floats) * (scale * in.scales[g]);
    }
  }
  for (int r = 0; r < kParts; r++) store(out + r * kLanes, sums[r]);
}

void multiply(const Weights& w, const Vectors& x, float* out, int stride) {
  const int64_t groups = w.columns / kGroup, per_group = kParts * kGroup / (w.kind == Kind::kInt4 ? 8 : 4);
  const Wide* weights = reinterpret_cast<const Wide*>(w.data);
  for (int p = 0; p < w.panels; p++)
    for (int64_t k = 0; k < x.count; k++) {
      const Input in{x.floats + k * x.columns, x.values + k * x.columns, x.scales + k * groups, x.sums + k * groups,
                     x.below + k * groups};
      const Wide* from = weights + p * groups * per_group;
      const uint16_t* scales = w.scales + p * groups * kPanel;
      float* to = out + k * stride + p * kPanel;
      if (w.kind == Kind::kFloat)
        float_panel(reinterpret_cast<const float*>(w.data) + int64_t(p) * w.columns * kPanel, in, w.columns, to);
      if (w.kind == Kind::kInt8) whole_panel<int8_zero, int8_group>(from, per_group, scales, in, groups, to);
      if (w.kind == Kind::kInt4) whole_panel<int4_zero, int4_group>(from, per_group, scales, in, groups, to);
    }
}

// ---- what stands between products ----

void quantise(const Vectors& x) {
  for (int64_t g = 0; g < int64_t(x.count) * x.columns / kGroup; g++) {
    const float* in = x.floats + g * kGroup;
    Floats sizes = {};
    for (int c = 0; c < kGroup; c += kLanes) {
      const Floats found = absolute(load(in + c));
      sizes = found > sizes ? found : sizes;
    }
    const float size = most(sizes), by = size > 0 ? 127.0f / size : 0.0f;
    int32_t integers[kGroup];
    Words sums = {}, below = {};
    for (int c = 0; c < kGroup; c += kLanes) {
      const Floats near = rounded(load(in + c) * by);
      const Words whole = __builtin_convertvector(absolute(near) < 128.0f ? near : all(0), Words);  // if it is a number
      memcpy(integers + c, &whole, sizeof whole);
      sums += whole, below -= whole & (whole < 0);
    }
    int8_t* values = x.values + g * kGroup;
    for (int c = 0; c < kGroup; c++) values[c] = int8_t(integers[c]);
    x.scales[g] = size / 127.0f, x.sums[g] = total(sums), x.below[g] = total(below);
  }
}

void normalise(const float* in, const float* weight, int size, float epsilon, float* out) {
  Floats squares = {};
  for (int c = 0; c < size; c += kLanes) squares += load(in + c) * load(in + c);
  const float by = 1.0f / __builtin_sqrtf(total(squares) / float(size) + epsilon);
  for (int c = 0; c < size; c += kLanes) store(out + c, load(in + c) * by * load(weight + c));
}

void match(const float* query, const float* keys, int size, float* scores) {
  constexpr int kPieces = kBlock / kLanes;
  Floats even[kPieces] = {}, odd[kPieces] = {};
  for (int c = 0; c < size; c += 2, keys += 2 * kBlock)
    for (int k = 0; k < kPieces; k++) {
      even[k] += query[c] * load(keys + k * kLanes);
      odd[k] += query[c + 1] * load(keys + kBlock + k * kLanes);
    }
  const float by = 1.0f / __builtin_sqrtf(float(size));
  for (int k = 0; k < kPieces; k++) store(scores + k * kLanes, (even[k] + odd[k]) * by);
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
    constexpr int kPieces = kBlock / kLanes;
    Floats sums[kPieces];
    for (int k = 0; k < kPieces; k++) sums[k] = load(out + c + k * kLanes);
    for (int t = 0; t < n; t++)
      for (int k = 0; k < kPieces; k++) sums[k] += shares[t] * load(values + int64_t(t) * size + c + k * kLanes);
    for (int k = 0; k < kPieces; k++) store(out + c + k * kLanes, sums[k]);
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
  const float top = most(tops);
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

extern const Kernels MILES_PATH{kName,   kPanel, kInt8Zero, multiply, quantise, normalise, match,
                                softmax, gather, swiglu,    highest,  weigh,    above};

}  // namespace miles

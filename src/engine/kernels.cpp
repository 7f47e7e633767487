#include "kernels.h"

#include <string.h>

#if defined(__AVX512VNNI__)
#include <immintrin.h>
using Wide = __m512i;
#define MILES_PATH kAvx512
constexpr char kName[] = "avx512";
constexpr int kLanes = 16, kInt8Zero = 128;
constexpr int kAhead = 1024;  // bytes asked for ahead: a tenth faster on a Xeon, experiments/2026-11-26-native-engine
#elif defined(__AVX2__)
#include <immintrin.h>
using Wide = __m256i;
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
inline Floats larger(Floats x, Floats y) { return y > x ? y : x; }
template <class Vector, class Join>
inline auto joined(Vector values, Join join) {  // each lane with its partner, and so on
  for (int step = kLanes / 2; step; step /= 2) {
    Vector partners = values;
    for (int k = 0; k < kLanes; k++) partners[k] = values[k ^ step];
    values = join(values, partners);
  }
  return values[0];
}
template <class Vector>
inline auto total(Vector values) {
  return joined(values, [](Vector x, Vector y) { return x + y; });
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

void float_panel(const float* weights, const Vectors& in, float* out) {
  Floats sums[kParts] = {};
  for (int c = 0; c < in.columns; c++, weights += kPanel)
    for (int r = 0; r < kParts; r++) sums[r] += load(weights + r * kLanes) * in.floats[c];
  for (int r = 0; r < kParts; r++) store(out + r * kLanes, sums[r]);
}

inline Wide four(const int8_t* values) {  // four inputs, for every row
  int32_t bits;
  memcpy(&bits, values, 4);
  return (Wide)(Words{} + bits);
}
inline Wide low(Wide bytes) { return (Wide)((Words)bytes & 0x0F0F0F0F); }
inline Wide high(Wide bytes) { return (Wide)((Words)bytes >> 4 & 0x0F0F0F0F); }
#if defined(__AVX2__)
// Sums stay in registers: left to itself, gcc computes all products of a group first, and adds them up from memory.
inline void keep(Wide& sums) { asm("" : "+v"(sums)); }
#endif

// dots += a group of weights, in four bits or eight, times the inputs `values`; dots begin with `zero`.
#if defined(__AVX512VNNI__)

// VNNI multiplies unsigned by signed and sums fours at once: weights lie as w + 128, which comes off as 128 * sum(x).
template <bool kIsFour>
inline int32_t zero(const Vectors& in, int g) {
  return (kIsFour ? -8 : -128) * in.sums[g];
}
template <bool kIsFour>
inline void add_group(const Wide* weights, const int8_t* values, Wide (&dots)[kParts]) {
  Wide others[kParts] = {};  // a product waits for the one before it: two chains each
  for (int c = 0; c < kGroup; c += 8, weights += kIsFour ? kParts : 2 * kParts)
    for (int r = 0; r < kParts; r++) {
      const Wide first = kIsFour ? low(weights[r]) : weights[r];
      const Wide next = kIsFour ? high(weights[r]) : weights[kParts + r];
      dots[r] = _mm512_dpbusd_epi32(dots[r], first, four(values + c));
      others[r] = _mm512_dpbusd_epi32(others[r], next, four(values + c + 4));
      keep(dots[r]), keep(others[r]);
    }
  for (int r = 0; r < kParts; r++) dots[r] = _mm512_add_epi32(dots[r], others[r]);
}

#elif defined(__AVX2__)

// Products of bytes want one side unsigned. Of eight bits, the input's size is, and the weight takes the sign: for a
// negative input that is ~w = -w - 1, and the 1 is made good by the sum of such inputs. (|x| <= 127, |w| <= 128: pairs
// stay below 2^15.) Four bits are unsigned as they lie, and so small (15 * 127 * 2 * 8 < 2^15) that a group is summed
// in 16 bits.
template <bool kIsFour>
inline int32_t zero(const Vectors& in, int g) {
  return kIsFour ? -8 * in.sums[g] : in.below[g];
}
inline Wide in_words(Wide pairs) { return _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)); }
template <bool kIsFour>
inline void add_group(const Wide* weights, const int8_t* values, Wide (&dots)[kParts]) {
  Wide pairs[kParts] = {};
  for (int c = 0; c < kGroup; c += kIsFour ? 8 : 4, weights += kParts) {
    const Wide in = four(values + c), sizes = _mm256_abs_epi8(in), sign = _mm256_cmpgt_epi8(Wide{}, in);
    for (int r = 0; r < kParts; r++)
      if constexpr (kIsFour) {
        pairs[r] = _mm256_add_epi16(pairs[r], _mm256_maddubs_epi16(low(weights[r]), in));
        pairs[r] = _mm256_add_epi16(pairs[r], _mm256_maddubs_epi16(high(weights[r]), four(values + c + 4)));
        keep(pairs[r]);
      } else {
        dots[r] = _mm256_add_epi32(dots[r], in_words(_mm256_maddubs_epi16(sizes, _mm256_xor_si256(weights[r], sign))));
        keep(dots[r]);
      }
  }
  for (int r = 0; kIsFour && r < kParts; r++) dots[r] = _mm256_add_epi32(dots[r], in_words(pairs[r]));
}

#else

template <bool kIsFour>
inline int32_t zero(const Vectors&, int) {
  return 0;
}
template <bool kIsFour>
inline void add_group(const Wide* weights, const int8_t* values, Wide (&dots)[kParts]) {
  const auto* bytes = reinterpret_cast<const int8_t*>(weights);
  for (int c = 0; c < kGroup; c += kIsFour ? 8 : 4, bytes += kParts * sizeof(Wide))
    for (int row = 0; row < kPanel; row++)
      for (int j = 0; j < 4; j++) {
        const int w = bytes[row * 4 + j], first = kIsFour ? (w & 15) - 8 : w, next = (w >> 4 & 15) - 8;
        dots[row / kLanes][row % kLanes] += first * values[c + j] + (kIsFour ? next * values[c + 4 + j] : 0);
      }
}

#endif

template <bool kIsFour>
inline void whole_panel(const Wide* weights, const uint16_t* scales, const Vectors& in, float* out) {
  constexpr int kWides = kParts * kGroup / (kIsFour ? 8 : 4);
  Floats sums[kParts] = {};
  for (int g = 0; g < in.columns / kGroup; g++, weights += kWides, scales += kPanel) {
    Wide dots[kParts];
    for (Wide& dot : dots) dot = (Wide)(Words{} + zero<kIsFour>(in, g));
    for (int k = 0; kAhead && k < kWides * int(sizeof(Wide)); k += 64)
      __builtin_prefetch(reinterpret_cast<const char*>(weights) + kAhead + k, 0, 2);
    add_group<kIsFour>(weights, in.values + g * kGroup, dots);
    for (int r = 0; r < kParts; r++) {
      Words both;  // scales of two vectors of rows, see scale_place
      memcpy(&both, scales + r / 2 * 2 * kLanes, sizeof both);
      const Floats scale = (Floats)(r % 2 ? both & ~0xFFFF : both << 16);
      sums[r] += __builtin_convertvector((Words)dots[r], Floats) * (scale * in.scales[g]);
    }
  }
  for (int r = 0; r < kParts; r++) store(out + r * kLanes, sums[r]);
}

void multiply(const Matrix& w, const Vectors& x, float* out) {
  const int64_t columns = w.columns, groups = columns / kGroup;
  for (int64_t p = 0; p < w.panels; p++)
    for (int64_t k = 0; k < x.count; k++) {
      const Vectors in{1, x.columns, x.floats + k * columns, x.values + k * columns, x.scales + k * groups,
                       x.sums + k * groups, x.below + k * groups};
      const uint8_t* weights = w.data + p * kPanel * columns / columns_of_unit(w.kind) * 4;
      const uint16_t* scales = w.scales + p * kPanel * groups;
      float* to = out + (k * w.panels + p) * kPanel;
      if (w.kind == Kind::kFloat) float_panel(reinterpret_cast<const float*>(weights), in, to);
      if (w.kind == Kind::kInt8) whole_panel<false>(reinterpret_cast<const Wide*>(weights), scales, in, to);
      if (w.kind == Kind::kInt4) whole_panel<true>(reinterpret_cast<const Wide*>(weights), scales, in, to);
    }
}

// ---- what stands between products ----

void quantise(const Vectors& x) {
  for (int64_t g = 0; g < int64_t(x.count) * x.columns / kGroup; g++) {
    const float* in = x.floats + g * kGroup;
    Floats sizes = {};
    for (int c = 0; c < kGroup; c += kLanes) sizes = larger(sizes, absolute(load(in + c)));
    const float size = joined(sizes, larger), by = size > 0 ? 127.0f / size : 0.0f;
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
  for (int i = 0; i < size; i += kLanes) tops = larger(tops, load(logits + i));
  const float top = joined(tops, larger);
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

void softmax(float* scores, int n) {
  float top = scores[0];
  for (int t = 1; t < n; t++) top = scores[t] > top ? scores[t] : top;
  for (int t = n; t % kBlock; t++) scores[t] = -__builtin_inff();
  const int size = (n + kBlock - 1) / kBlock * kBlock;
  const float by = 1.0f / float(weigh(scores, size, top, 1.0f, scores));
  for (int t = 0; t < size; t += kLanes) store(scores + t, load(scores + t) * by);
}

int above(const float* shares, int size, float least, int* found) {
  int count = 0;
  for (int i = 0; i < size; i += kBlock) {
    Words is_more = {};
    for (int k = i; k < i + kBlock; k += kLanes) is_more |= load(shares + k) > least;
    if (joined(is_more, [](Words x, Words y) { return x | y; }))
      for (int k = i; k < i + kBlock; k++) found[count] = k, count += shares[k] > least;
  }
  return count;
}

}  // namespace

extern const Kernels MILES_PATH{kName,   kPanel, kInt8Zero, multiply, quantise, normalise, match,
                                softmax, gather, swiglu,    highest,  weigh,    above};

}  // namespace miles

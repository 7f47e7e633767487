// The arithmetic of the engine: what is computed often. kernels.cpp is compiled once for each path, with the
// instructions that the path allows; which path runs is chosen when weights are loaded. Nothing here or there is of the
// standard library: the linker could take a path's copy of a shared function for all.
#pragma once

#include <cstdint>

namespace miles {

constexpr int kGroup = 32;  // columns that share one scale
constexpr int kBlock = 16;  // positions whose keys lie together, and what sizes of floats are multiples of

enum class Kind { kFloat, kInt8, kInt4 };

// A matrix (rows, columns) in panels of Kernels::panel rows, of units of four bytes: [panel][unit][row]. A unit is one
// float, four columns in eight bits, or eight in four bits: the low halves are the first four. Scales, as bfloat16, by
// panel and group: see scale_place. As it comes from a file, it lies row after row, and has no panels.
struct Matrix {
  Kind kind;
  int rows, columns, panels;
  const uint8_t* data;
  const uint16_t* scales;
};

// `count` vectors that go into a product: as floats (count, columns), and as integers with one scale for each group.
// `sums` of a group's integers take off the zero of unsigned weights; `below` sums those below 0, without the sign.
struct Vectors {
  int count, columns;
  float* floats;
  int8_t* values;
  float* scales;
  int32_t *sums, *below;
};

struct Kernels {
  const char* name;
  int panel;      // rows of a matrix side by side
  int int8_zero;  // what is stored for a weight of 0 in eight bits: 128 where products want weights unsigned
  // out (count, panels * panel) = inputs @ weights.T: each panel of weights is read once for all inputs.
  void (*multiply)(const Matrix& weights, const Vectors& inputs, float* out);
  // Integers from floats.
  void (*quantise)(const Vectors&);
  // out (size) = in / rms(in) * weight
  void (*normalise)(const float* in, const float* weight, int size, float epsilon, float* out);
  // scores (kBlock) = query . key / sqrt(size); keys lie as [size][kBlock].
  void (*match)(const float* query, const float* keys, int size, float* scores);
  // scores (n, with room up to a multiple of kBlock) -> their softmax
  void (*softmax)(float* scores, int n);
  // out (size) += sum over t < n of shares[t] * values[t * size ...]
  void (*gather)(const float* shares, const float* values, int n, int size, float* out);
  // out (size) = silu(gate) * up
  void (*swiglu)(const float* gate, const float* up, int size, float* out);
  // Of the following, logits and shares go up to a multiple of kBlock. Where the highest of `size` logits stands:
  int (*highest)(const float* logits, int size);
  // shares[i] = exp((logits[i] - top) / temperature); returns their sum.
  double (*weigh)(const float* logits, int size, float top, float temperature, float* shares);
  // found = where shares are more than `least`, in order; returns how many.
  int (*above)(const float* shares, int size, float least, int* found);
};

extern const Kernels kPlain;
#if defined(__x86_64__)
extern const Kernels kAvx2, kAvx512;
#endif

static inline int columns_of_unit(Kind kind) { return kind == Kind::kFloat ? 1 : kind == Kind::kInt8 ? 4 : 8; }

// Where the scale of a panel's row stands among those of its group: rows of the first quarter of a panel alternate with
// those of the second, and the third's with the fourth's, so that a shift or a mask makes them floats.
inline int scale_place(int row, int panel) {
  const int lanes = panel / 4, part = row / lanes;
  return part / 2 * 2 * lanes + row % lanes * 2 + part % 2;
}

inline float widened(uint16_t bfloat) {
  union {
    uint32_t bits;
    float value;
  } both = {uint32_t(bfloat) << 16};
  return both.value;
}

}  // namespace miles

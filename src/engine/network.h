// A decoder of the Llama family (Qwen3 where queries and keys are normalised), its weights frozen and packed.
#pragma once

#include <cstdlib>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "kernels.h"

namespace miles {

// Memory for weights, in large pages where the system has them: all of it is walked through for every token, and with
// pages of 4 KiB the processor looks up addresses for an eighth to a quarter of the time. Aligned to cache lines.
class Arena {
 public:
  uint8_t* take(size_t bytes);  // all 0

 private:
  std::vector<std::unique_ptr<uint8_t, decltype(&std::free)>> chunks_;
  uint8_t* next_ = nullptr;
  size_t left_ = 0;
};

struct Inputs {
  int columns = 0;
  std::vector<float> floats, scales;
  std::vector<int8_t> values;
  std::vector<int32_t> sums, below;

  void resize(int count, int width);
  float* at(int k) { return floats.data() + size_t(k) * columns; }
  Vectors view(int count) {
    return {count, columns, floats.data(), values.data(), scales.data(), sums.data(), below.data()};
  }
};

struct Sizes {
  int hidden, layers, heads, kv_heads, head, intermediate, vocabulary, positions;
  float theta, epsilon;
};

struct Layer {
  Matrix qkv, out, gate_up, down;
  std::vector<float> before, behind, query, key;  // norms; the last two are empty in a Llama
};

// Keys and values of consecutive tokens in every layer.
class Memory {
 public:
  Memory(const Sizes& sizes, int capacity);
  const Sizes& sizes;  // the network's, which outlives it
  const int capacity;
  float* keys(int layer, int head, int block) {
    return data_.data() + (size_t(layer) * sizes.kv_heads + head) * stride_ * 2 + size_t(block) * kBlock * sizes.head;
  }
  float* values(int layer, int head, int place) { return keys(layer, head, 0) + stride_ + size_t(place) * sizes.head; }

 private:
  size_t stride_;  // floats of one head's keys, or values
  std::vector<float> data_;
};

// A text being read: what came before in memories that others may share, then a memory of its own.
struct Text {
  struct Span {
    std::shared_ptr<Memory> memory;
    int length;
  };
  std::vector<Span> spans;  // only the last one is written to
  int length = 0;
};

// A place in a text whose token is read; several places of one text stand in order.
struct Place {
  Text* text;
  int token;  // of those the network knows
  bool is_asked;  // for logits
};

// Room for what is computed on the way; each thread has its own.
struct Scratch {
  Inputs narrow, wide;
  std::vector<float> stream, mixed, scores, logits;
  std::vector<float> shares;  // of tokens while one is drawn, and which of them may be
  std::vector<int> kept;
};

class Network {
 public:
  Network(const Sizes& sizes, const std::string& path);
  // Weights that lie row after row, in the layout of this processor: floats, int8, or two four-bit weights a byte.
  Matrix packed(const Matrix& rows);

  // Read `places`, kAtOnce of them at a time: `see` gets each asked one's number and the logits after it, to keep or
  // to change.
  using See = std::function<void(size_t, float*)>;
  void read(const std::vector<Place>& places, Scratch& scratch, const See& see) const;
  // A text that begins with `prompt`, read but for its last token; earlier prompts lend what they have in common.
  Text open(const std::vector<int>& prompt, Scratch& scratch);
  // A text that goes on from `text`, with room for `more` tokens of its own.
  Text branch(const Text& text, int more) const;

  static constexpr int kAtOnce = 32;
  const Sizes sizes;
  const Kernels& kernels;
  Matrix embedding{};
  std::optional<Matrix> head;  // where the output is not the embedding
  std::vector<Layer> layers;
  std::vector<float> norm;

 private:
  int stride(const Matrix& weights) const { return weights.panels * kernels.panel; }
  void restore(const Matrix& weights, int row, float* out) const;
  void multiply(const Matrix& weights, Inputs& in, int count, float* out) const;
  void read_some(const Place* places, int n, Scratch& scratch) const;
  void rotate(float* vector, int position) const;
  void attend(const Text& text, int layer, int position, const float* queries, Scratch& scratch, float* out) const;

  struct Prompt {
    std::vector<int> tokens;
    Text text;
  };
  Arena arena_;
  std::vector<float> cosines_, sines_;  // (positions, head / 2)
  std::mutex mutex_;
  std::list<Prompt> prompts_;  // the newest first
};

// "avx512", "avx2" or "plain"; empty: what MILES_ENGINE_PATH names, or else the best that this processor has. Throws
// where it has not.
const Kernels& choose(std::string name);

}  // namespace miles

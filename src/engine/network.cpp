#include "network.h"

#if defined(__linux__)
#include <sys/mman.h>
#endif

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <new>
#include <stdexcept>
#include <utility>

namespace miles {

namespace {
constexpr size_t kLine = 64, kPage = 2 << 20, kChunk = 16 << 20;  // bytes of a cache line, a large page, a chunk
constexpr size_t kPrompts = 8;  // that are remembered
constexpr size_t kSpans = 4;    // of which a text may be made, so that reading it stays one walk or two

// Four nibbles, one to a byte: the first four columns of a unit, or the next four, which lie behind them.
uint32_t spread(uint32_t nibbles) {
  nibbles = (nibbles | nibbles << 8) & 0x00FF00FF;
  return (nibbles | nibbles << 4) & 0x0F0F0F0F;
}
}  // namespace

const Kernels& choose(std::string name) {
  const char* wished = std::getenv("MILES_ENGINE_PATH");
  if (name.empty() && wished) name = wished;
#if defined(__x86_64__)
  const bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  const bool has_avx512 = has_avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                          __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni");
  if ((name.empty() || name == kAvx512.name) && has_avx512) return kAvx512;
  if ((name.empty() || name == kAvx2.name) && has_avx2) return kAvx2;
#endif
  if (name.empty() || name == kPlain.name) return kPlain;
  throw std::invalid_argument("this processor has no path called '" + name + "'");
}

uint8_t* Arena::take(size_t bytes) {
  bytes = (bytes + kLine - 1) / kLine * kLine;
  if (bytes > left_) {
    left_ = std::max(kChunk, (bytes + kPage - 1) / kPage * kPage);  // what of it is not used is never given a page
    next_ = static_cast<uint8_t*>(std::aligned_alloc(kPage, left_));
    if (!next_) throw std::bad_alloc();
    chunks_.emplace_back(next_, &std::free);
#if defined(MADV_HUGEPAGE)
    madvise(next_, left_, MADV_HUGEPAGE);
#endif
  }
  left_ -= bytes;
  std::memset(next_, 0, bytes);
  return std::exchange(next_, next_ + bytes);
}

void Inputs::resize(int count, int width) {
  const size_t size = size_t(count) * width;
  columns = width;
  if (size <= floats.size()) return;
  floats.resize(size), values.resize(size);
  scales.resize(size / kGroup), sums.resize(size / kGroup), below.resize(size / kGroup);
}

Memory::Memory(const Sizes& s, int room)
    : sizes(s),
      capacity(room),
      stride_(size_t(room + kBlock - 1) / kBlock * kBlock * s.head),
      data_(size_t(s.layers) * s.kv_heads * stride_ * 2) {}

Network::Network(const Sizes& s, const std::string& path) : sizes(s), kernels(choose(path)) {
  for (int position = 0; position < s.positions; position++)
    for (int c = 0; c < s.head; c += 2) {
      const float angle = position * (1.0f / std::pow(s.theta, float(c) / s.head));
      cosines_.push_back(std::cos(angle)), sines_.push_back(std::sin(angle));
    }
}

Matrix Network::packed(const Matrix& rows) {
  const size_t panel = kernels.panel, panels = (rows.rows + panel - 1) / panel;
  const size_t units = rows.columns / columns_of_unit(rows.kind), groups = rows.scales ? rows.columns / kGroup : 0;
  uint8_t* const data = arena_.take(panels * panel * units * 4);
  auto* const scales = reinterpret_cast<uint16_t*>(arena_.take(panels * panel * groups * 2));
  const uint32_t zero = rows.kind == Kind::kInt8 ? kernels.int8_zero * 0x01010101u : 0;  // 0 or 128: a bit to turn
  for (size_t row = 0; row < size_t(rows.rows); row++) {
    const uint8_t* in = rows.data + row * units * 4;
    uint8_t* out = data + (row / panel * units * panel + row % panel) * 4;
    for (size_t unit = 0; unit < units; unit++, in += 4, out += 4 * panel) {
      uint32_t bits;
      std::memcpy(&bits, in, 4);
      bits = rows.kind == Kind::kInt4 ? spread(bits & 0xFFFF) | spread(bits >> 16) << 4 : bits ^ zero;
      std::memcpy(out, &bits, 4);
    }
    for (size_t g = 0; g < groups; g++)
      scales[(row / panel * groups + g) * panel + scale_place(row % panel, panel)] = rows.scales[row * groups + g];
  }
  return {rows.kind, rows.rows, rows.columns, int(panels), data, rows.scales ? scales : nullptr};
}

// Row `row` as floats (columns).
void Network::restore(const Matrix& m, int row, float* out) const {
  const int panel = kernels.panel, r = row % panel, per_unit = columns_of_unit(m.kind);
  const size_t before = size_t(row / panel) * m.columns;  // columns of panels
  for (int c = 0; c < m.columns; c++) {
    const uint8_t* unit = m.data + ((before + c) / per_unit * panel + r) * 4;
    const uint8_t byte = unit[c % 4];
    if (m.kind == Kind::kFloat) std::memcpy(out + c, unit, 4);
    if (m.kind == Kind::kInt8) out[c] = int8_t(byte - kernels.int8_zero);
    if (m.kind == Kind::kInt4) out[c] = (c % 8 < 4 ? byte & 15 : byte >> 4) - 8;
    if (m.scales) out[c] *= widened(m.scales[(before + c) / kGroup * panel + scale_place(r, panel)]);
  }
}

void Network::multiply(const Matrix& weights, Inputs& in, int count, float* out) const {
  const Vectors vectors = in.view(count);
  if (weights.kind != Kind::kFloat) kernels.quantise(vectors);
  kernels.multiply(weights, vectors, out);
}

// By halves, as Hugging Face's Llama: (x[c], x[c + size / 2]) turn by an angle that falls with c.
void Network::rotate(float* vector, int position) const {
  const int half = sizes.head / 2;
  const float *cosine = &cosines_[size_t(position) * half], *sine = &sines_[size_t(position) * half];
  for (int c = 0; c < half; c++) {
    const float a = vector[c], b = vector[c + half];
    vector[c] = a * cosine[c] - b * sine[c], vector[c + half] = b * cosine[c] + a * sine[c];
  }
}

void Network::attend(const Text& text, int layer, int position, const float* queries, Scratch& scratch,
                     float* out) const {
  const int size = sizes.head, known = position + 1;
  std::fill_n(out, sizes.heads * size, 0.0f);
  for (int h = 0; h < sizes.heads; h++) {
    const int kv = h / (sizes.heads / sizes.kv_heads);
    float* scores = scratch.scores.data();
    int t = 0;
    for (const auto& [memory, length] : text.spans) {
      const int here = std::min(length, known - t);
      for (int b = 0; b * kBlock < here; b++) {  // a block may write past the span: the next one writes over that
        kernels.match(queries + h * size, memory->keys(layer, kv, b), size, scores + t + b * kBlock);
      }
      t += here;
    }
    kernels.softmax(scores, known);
    t = 0;
    for (const auto& [memory, length] : text.spans) {
      const int here = std::min(length, known - t);
      kernels.gather(scores + t, memory->values(layer, kv, 0), here, size, out + h * size);
      t += here;
    }
  }
}

void Network::read(const std::vector<Place>& places, Scratch& scratch, const See& see) const {
  const size_t width = stride(head ? *head : embedding);
  for (size_t start = 0; start < places.size(); start += kAtOnce) {
    const size_t stop = std::min(places.size(), start + kAtOnce);
    read_some(&places[start], int(stop - start), scratch);
    float* logits = scratch.logits.data();
    for (size_t k = start; k < stop; k++)
      if (places[k].is_asked) see(k, logits), logits += width;
  }
}

void Network::read_some(const Place* places, int n, Scratch& s) const {
  const int hidden = sizes.hidden, size = sizes.head, query_size = sizes.heads * size, kv_size = sizes.kv_heads * size;
  const int qkv_stride = stride(layers[0].qkv), out_stride = stride(layers[0].out);
  const int gate_stride = stride(layers[0].gate_up);
  s.stream.resize(size_t(n) * hidden);
  s.mixed.resize(size_t(n) * std::max({qkv_stride, gate_stride, out_stride}));
  s.scores.resize(sizes.positions + 2 * kBlock);
  s.narrow.resize(n, hidden);
  const auto stream = [&](int k) { return &s.stream[size_t(k) * hidden]; };
  const auto normalise = [&](int k, const std::vector<float>& weight, int to) {
    kernels.normalise(stream(k), weight.data(), hidden, sizes.epsilon, s.narrow.at(to));
  };
  const auto add = [&](int k) {  // what a product of hidden's size left
    const float* left = &s.mixed[size_t(k) * out_stride];
    std::transform(left, left + hidden, stream(k), stream(k), std::plus<float>());
  };

  std::vector<int> position(n);
  for (int k = 0; k < n; k++) {
    position[k] = places[k].text->length++;
    places[k].text->spans.back().length++;
    restore(embedding, places[k].token, stream(k));
  }
  for (int l = 0; l < sizes.layers; l++) {
    const Layer& layer = layers[l];
    for (int k = 0; k < n; k++) normalise(k, layer.before, k);
    multiply(layer.qkv, s.narrow, n, s.mixed.data());
    for (int k = 0; k < n; k++) {
      float* vectors = &s.mixed[size_t(k) * qkv_stride];
      for (int h = 0; h < sizes.heads + sizes.kv_heads; h++) {
        float* vector = vectors + h * size;
        const auto& weight = h < sizes.heads ? layer.query : layer.key;
        if (!weight.empty()) kernels.normalise(vector, weight.data(), size, sizes.epsilon, vector);
        rotate(vector, position[k]);
      }
      const auto& [memory, length] = places[k].text->spans.back();
      const int place = position[k] - (places[k].text->length - length);
      for (int h = 0; h < sizes.kv_heads; h++) {
        const float *key = vectors + query_size + h * size, *value = key + kv_size;
        float* keys = memory->keys(l, h, place / kBlock) + place % kBlock;
        for (int c = 0; c < size; c++) keys[c * kBlock] = key[c];
        std::copy_n(value, size, memory->values(l, h, place));
      }
    }
    s.wide.resize(n, query_size);
    for (int k = 0; k < n; k++)
      attend(*places[k].text, l, position[k], &s.mixed[size_t(k) * qkv_stride], s, s.wide.at(k));
    multiply(layer.out, s.wide, n, s.mixed.data());
    for (int k = 0; k < n; k++) add(k), normalise(k, layer.behind, k);
    multiply(layer.gate_up, s.narrow, n, s.mixed.data());
    s.wide.resize(n, sizes.intermediate);
    for (int k = 0; k < n; k++) {
      const float* gate = &s.mixed[size_t(k) * gate_stride];
      kernels.swiglu(gate, gate + sizes.intermediate, sizes.intermediate, s.wide.at(k));
    }
    multiply(layer.down, s.wide, n, s.mixed.data());
    for (int k = 0; k < n; k++) add(k);
  }
  int asked = 0;
  for (int k = 0; k < n; k++)
    if (places[k].is_asked) normalise(k, norm, asked++);
  const Matrix& output = head ? *head : embedding;
  s.logits.resize(size_t(asked) * stride(output));
  multiply(output, s.narrow, asked, s.logits.data());
}

Text Network::branch(const Text& text, int more) const {
  Text found = text;
  found.spans.push_back({std::make_shared<Memory>(sizes, more), 0});
  return found;
}

Text Network::open(const std::vector<int>& prompt, Scratch& scratch) {
  const int wanted = int(prompt.size()) - 1;
  Text text;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    for (const Prompt& known : prompts_) {
      const int most = std::min<int>(known.tokens.size(), wanted);
      const int common = int(std::mismatch(prompt.begin(), prompt.begin() + most, known.tokens.begin()).first -
                             prompt.begin());
      if (common > text.length) text = known.text, text.length = common;
    }
  }
  int left = text.length;
  for (auto& span : text.spans) left -= span.length = std::min(span.length, left);
  while (!text.spans.empty() && !text.spans.back().length) text.spans.pop_back();
  if (text.spans.size() >= kSpans) text = Text();
  if (text.length == wanted) return text;
  text = branch(text, wanted - text.length);
  std::vector<Place> places;
  for (int k = text.length; k < wanted; k++) places.push_back({&text, prompt[k], false});
  read(places, scratch, {});
  std::lock_guard<std::mutex> lock(mutex_);
  prompts_.push_front({{prompt.begin(), prompt.begin() + wanted}, text});
  if (prompts_.size() > kPrompts) prompts_.pop_back();
  return text;
}

}  // namespace miles

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
    chunks_.emplace_back(next_);
#if defined(MADV_HUGEPAGE)
    madvise(next_, left_, MADV_HUGEPAGE);
#endif
  }
  left_ -= bytes;
  return std::exchange(next_, next_ + bytes);
}

void Matrix::restore(int row, int int8_zero, float* out) const {
  const size_t groups = columns / kGroup, per_unit = kind == Kind::kInt4 ? 8 : kind == Kind::kInt8 ? 4 : 1;
  const size_t first = row / panel * (columns / per_unit), r = row % panel;
  for (size_t c = 0; c < size_t(columns); c++) {
    const uint8_t* unit = data + ((first + c / per_unit) * panel + r) * 4;
    if (kind == Kind::kFloat) {
      std::memcpy(out + c, unit, 4);
      continue;
    }
    const uint8_t byte = unit[c % 4];
    const int whole = kind == Kind::kInt8 ? int8_t(byte - int8_zero) : (c % 8 < 4 ? byte & 15 : byte >> 4) - 8;
    out[c] = widened(scales[(row / panel * groups + c / kGroup) * panel + scale_place(r, panel)]) * float(whole);
  }
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

Matrix Network::packed(const Rows& rows) {
  Matrix m;
  m.kind = rows.kind, m.rows = rows.rows, m.columns = rows.columns, m.panel = kernels.panel;
  const size_t panel = m.panel, groups = m.kind == Kind::kFloat ? 0 : m.columns / kGroup;
  const size_t units = m.columns / (m.kind == Kind::kInt4 ? 8 : m.kind == Kind::kInt8 ? 4 : 1);
  const size_t bytes = m.stride() * units * 4, scales = m.stride() * groups;
  m.data = std::fill_n(arena_.take(bytes), bytes, 0) - bytes;
  m.scales = std::fill_n(reinterpret_cast<uint16_t*>(arena_.take(2 * scales)), scales, 0) - scales;
  const uint32_t zero = m.kind == Kind::kInt8 ? kernels.int8_zero * 0x01010101u : 0;  // 0 or 128: a bit to turn
  for (size_t row = 0; row < size_t(m.rows); row++) {
    const uint8_t* in = rows.data + row * units * 4;
    uint8_t* out = m.data + (row / panel * units * panel + row % panel) * 4;
    for (size_t unit = 0; unit < units; unit++, in += 4, out += 4 * panel) {
      uint32_t unit_bits;
      std::memcpy(&unit_bits, in, 4);
      unit_bits = m.kind == Kind::kInt4 ? spread(unit_bits & 0xFFFF) | spread(unit_bits >> 16) << 4 : unit_bits ^ zero;
      std::memcpy(out, &unit_bits, 4);
    }
    for (size_t g = 0; g < groups; g++)
      m.scales[(row / panel * groups + g) * panel + scale_place(row % panel, panel)] = rows.scales[row * groups + g];
  }
  return m;
}

void Network::multiply(const Matrix& weights, Inputs& in, int count, float* out) const {
  const Vectors vectors = in.view(count);
  if (weights.kind != Kind::kFloat) kernels.quantise(vectors);
  kernels.multiply(weights.view(), vectors, out, weights.stride());
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

void Network::read(const std::vector<Place>& places, Scratch& s) const {
  const int n = int(places.size()), hidden = sizes.hidden, head = sizes.head;
  const int query_size = sizes.heads * head, kv_size = sizes.kv_heads * head;
  const int qkv_stride = layers[0].qkv.stride();
  const int out_stride = layers[0].out.stride();
  const int gate_stride = layers[0].gate_up.stride();
  s.stream.resize(size_t(n) * hidden);
  s.mixed.resize(size_t(n) * std::max({qkv_stride, gate_stride, out_stride}));
  s.scores.resize(sizes.positions + 2 * kBlock);

  std::vector<int> position(n);
  for (int k = 0; k < n; k++) {
    Text& text = *places[k].text;
    position[k] = text.length++;
    text.spans.back().length++;
    embedding.restore(places[k].token, kernels.int8_zero, &s.stream[size_t(k) * hidden]);
  }
  for (int l = 0; l < sizes.layers; l++) {
    const Layer& layer = layers[l];
    s.narrow.resize(n, hidden);
    for (int k = 0; k < n; k++)
      kernels.normalise(&s.stream[size_t(k) * hidden], layer.before.data(), hidden, sizes.epsilon, s.narrow.at(k));
    multiply(layer.qkv, s.narrow, n, s.mixed.data());
    for (int k = 0; k < n; k++) {
      float* vectors = &s.mixed[size_t(k) * qkv_stride];
      for (int h = 0; h < sizes.heads + sizes.kv_heads; h++) {
        const auto& weight = h < sizes.heads ? layer.query : layer.key;
        if (!weight.empty()) kernels.normalise(vectors + h * head, weight.data(), head, sizes.epsilon, vectors + h * head);
        rotate(vectors + h * head, position[k]);
      }
      const auto& [memory, length] = places[k].text->spans.back();
      const int place = position[k] - (places[k].text->length - length);
      for (int h = 0; h < sizes.kv_heads; h++) {
        float* key = memory->keys(l, h, place / kBlock) + place % kBlock;
        for (int c = 0; c < head; c++) key[c * kBlock] = vectors[query_size + h * head + c];
        std::memcpy(memory->values(l, h, place), vectors + query_size + kv_size + h * head, head * sizeof(float));
      }
    }
    s.wide.resize(n, query_size);
    for (int k = 0; k < n; k++)
      attend(*places[k].text, l, position[k], &s.mixed[size_t(k) * qkv_stride], s, s.wide.at(k));
    multiply(layer.out, s.wide, n, s.mixed.data());
    for (int k = 0; k < n; k++) {
      float* stream = &s.stream[size_t(k) * hidden];
      for (int c = 0; c < hidden; c++) stream[c] += s.mixed[size_t(k) * out_stride + c];
      kernels.normalise(stream, layer.behind.data(), hidden, sizes.epsilon, s.narrow.at(k));
    }
    multiply(layer.gate_up, s.narrow, n, s.mixed.data());
    s.wide.resize(n, sizes.intermediate);
    for (int k = 0; k < n; k++) {
      const float* gate = &s.mixed[size_t(k) * gate_stride];
      kernels.swiglu(gate, gate + sizes.intermediate, sizes.intermediate, s.wide.at(k));
    }
    multiply(layer.down, s.wide, n, s.mixed.data());
    for (int k = 0; k < n; k++)
      for (int c = 0; c < hidden; c++) s.stream[size_t(k) * hidden + c] += s.mixed[size_t(k) * out_stride + c];
  }
  int asked = 0;
  s.narrow.resize(n, hidden);
  for (int k = 0; k < n; k++)
    if (places[k].is_asked)
      kernels.normalise(&s.stream[size_t(k) * hidden], norm.data(), hidden, sizes.epsilon, s.narrow.at(asked++));
  s.logits.resize(size_t(asked) * stride());
  multiply(output(), s.narrow, asked, s.logits.data());
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
  while (text.length < wanted) {
    std::vector<Place> places;
    for (int k = text.length; k < std::min(wanted, text.length + kAtOnce); k++) places.push_back({&text, prompt[k], false});
    read(places, scratch);
  }
  std::lock_guard<std::mutex> lock(mutex_);
  prompts_.push_front({{prompt.begin(), prompt.begin() + wanted}, text});
  if (prompts_.size() > kPrompts) prompts_.pop_back();
  return text;
}

}  // namespace miles

// The door between Python and the engine: everything is checked here, nothing behind it.
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <set>
#include <stdexcept>

#include "writing.h"

namespace nb = nanobind;
using namespace nb::literals;
using namespace miles;

namespace {

using Array = nb::ndarray<nb::ro, nb::c_contig, nb::device::cpu>;
using Part = std::pair<Array, std::optional<Array>>;  // a matrix and, of integers, its scales
using Logits = nb::ndarray<nb::numpy, float, nb::ndim<2>>;

void check(bool is_right, const char* what) {  // no std::string: weights are checked one by one
  if (!is_right) throw std::invalid_argument(what);
}

void check_tokens(const std::vector<int>& tokens, int size, const char* what) {
  for (int token : tokens) check(token >= 0 && token < size, what);
}

template <class T>
bool is_of(const Array& array, std::initializer_list<int64_t> shape) {
  return array.dtype() == nb::dtype<T>() && reinterpret_cast<uintptr_t>(array.data()) % alignof(T) == 0 &&
         std::equal(shape.begin(), shape.end(), array.shape_ptr(), array.shape_ptr() + array.ndim());
}

// Where each of `bits` of a value's exponent is set, it is none that can be counted with.
template <class T>
const T* finite(const Array& array, T bits, const char* what) {
  const auto* values = static_cast<const T*>(array.data());
  for (size_t k = 0; k < array.size(); k++) check((values[k] & bits) != bits, what);
  return values;
}

Matrix packed(Network& network, const Part& part, int rows, int columns) {
  const auto& [weights, scales] = part;
  const auto* data = static_cast<const uint8_t*>(weights.data());
  check(weights.ndim() == 2 && int64_t(weights.shape(0)) == rows, "weights: other rows than the network's");
  if (is_of<float>(weights, {rows, columns})) {
    finite<uint32_t>(weights, 0x7F800000, "weights: not finite");
    return network.packed({Kind::kFloat, rows, columns, 0, data, nullptr});
  }
  const bool is_four = is_of<uint8_t>(weights, {rows, columns / 2});
  check(is_four || is_of<int8_t>(weights, {rows, columns}),
        "weights: other columns than the network's, or a type not known");
  check(scales && is_of<uint16_t>(*scales, {rows, columns / kGroup}), "scales: not one for each group of each row");
  const auto* bits = finite<uint16_t>(*scales, 0x7F80, "scales: not finite");
  return network.packed({is_four ? Kind::kInt4 : Kind::kInt8, rows, columns, 0, data, bits});
}

std::vector<float> vector_of(const Array& array, int size) {
  check(is_of<float>(array, {size}), "norm: not a vector of the network's size");
  finite<uint32_t>(array, 0x7F800000, "norm: not finite");
  const auto* values = static_cast<const float*>(array.data());
  return {values, values + size};
}

void add_layer(Network& network, const Part& qkv, const Part& out, const Part& gate_up, const Part& down,
               const Array& before, const Array& behind, const std::optional<Array>& query,
               const std::optional<Array>& key) {
  const Sizes& s = network.sizes;
  check(int(network.layers.size()) < s.layers, "more layers than the network has");
  check(query.has_value() == key.has_value(), "norms of queries and keys come together");
  Layer layer{packed(network, qkv, (s.heads + 2 * s.kv_heads) * s.head, s.hidden),
              packed(network, out, s.hidden, s.heads * s.head),
              packed(network, gate_up, 2 * s.intermediate, s.hidden),
              packed(network, down, s.hidden, s.intermediate),
              vector_of(before, s.hidden), vector_of(behind, s.hidden), {}, {}};
  if (query) layer.query = vector_of(*query, s.head), layer.key = vector_of(*key, s.head);
  network.layers.push_back(std::move(layer));
}

Sizes checked(const Sizes& s) {
  for (int size : {s.hidden, s.layers, s.heads, s.kv_heads, s.head, s.intermediate, s.vocabulary, s.positions})
    check(size > 0 && size <= 1 << 20, "sizes: out of range");
  check(s.hidden % kGroup == 0 && s.intermediate % kGroup == 0 && int64_t(s.heads) * s.head % kGroup == 0,
        "sizes: no multiples of 32");
  check(s.head % 16 == 0 && s.heads % s.kv_heads == 0, "sizes: heads");
  check(int64_t(s.heads) * s.head <= 1 << 20 && int64_t(s.positions) * s.head <= 1 << 27, "sizes: out of range");
  check(std::isfinite(s.theta) && s.theta > 0 && std::isfinite(s.epsilon) && s.epsilon > 0, "theta, epsilon");
  return s;
}

// Weights come before the layers that complete a network: from then on others may be reading it.
Network& unread(Network& network) {
  check(network.layers.empty(), "weights come before layers");
  return network;
}

void check_complete(const Network& network) {
  check(network.embedding.rows == network.sizes.vocabulary && !network.norm.empty() &&
            int(network.layers.size()) == network.sizes.layers,
        "weights are missing");
}

void check_text(const Network& network, const std::vector<int>& tokens, int most) {
  check_complete(network);
  check(!tokens.empty() && int(tokens.size()) <= most, "a text without tokens, or one that is too long");
  check_tokens(tokens, network.sizes.vocabulary, "text: no such token");
}

void check_of(const Network& network, const Text* text) {
  check(text && &text->spans[0].memory->sizes == &network.sizes, "a text of another network");
}

std::vector<std::string> texts(const std::vector<nb::bytes>& list) {
  std::vector<std::string> found;
  for (const nb::bytes& item : list) found.emplace_back(item.c_str(), item.size());
  return found;
}

void check_job(const Network& network, const Vocabulary& vocabulary, const Job& job) {
  check_text(network, job.prompt, network.sizes.positions - 1);
  check(vocabulary.size <= network.sizes.vocabulary, "the vocabulary has more tokens than the network");
  check_tokens(job.slots, vocabulary.size, "slots: no such token");
  check(std::isfinite(job.temperature) && job.top_p > 0 && job.most_tokens > 0, "sampling: out of range");
  const int room = std::min<int>(job.most_tokens, network.sizes.positions - int(job.prompt.size()));
  check(int(job.chances.size()) >= room, "fewer chances than tokens");
  check(job.parts >= 0 && job.least_tokens >= 0, "parts, least_tokens: negative");
  for (const Phrase& phrase : job.banned) {
    check(phrase.completing.size() == phrase.text.size(), "a phrase without its tokens");
    for (const auto& tokens : phrase.completing) check_tokens(tokens, vocabulary.size, "banned: no such token");
  }
}

Logits matrix(std::vector<float>&& values, size_t rows) {
  auto* kept = new std::vector<float>(std::move(values));
  nb::capsule owner(kept, [](void* p) noexcept { delete static_cast<std::vector<float>*>(p); });
  return Logits(kept->data(), {rows, kept->size() / rows}, owner);
}

Logits step(Network& network, const std::vector<Text*>& texts, const std::vector<int>& tokens) {
  check_text(network, tokens, int(texts.size()));
  check(texts.size() == tokens.size(), "as many tokens as texts");
  check(std::set<Text*>(texts.begin(), texts.end()).size() == texts.size(), "a text twice");
  for (const Text* text : texts) {
    check_of(network, text);
    check(text->spans.back().length < text->spans.back().memory->capacity, "a text without room");
  }
  Scratch scratch;
  std::vector<Place> places;
  for (size_t k = 0; k < texts.size(); k++) places.push_back({texts[k], tokens[k], true});
  std::vector<float> found;
  network.read(places, scratch, [&](size_t, const float* line) {
    found.insert(found.end(), line, line + network.sizes.vocabulary);
  });
  return matrix(std::move(found), texts.size());
}

Logits logits(const Network& network, const std::vector<int>& tokens) {
  check_text(network, tokens, network.sizes.positions);
  std::vector<float> found;
  read_through(network, tokens, [&](size_t, const float* line) {
    found.insert(found.end(), line, line + network.sizes.vocabulary);
  });
  return matrix(std::move(found), tokens.size());
}

}  // namespace

NB_MODULE(_native, m) {
  m.def("choose", [](const std::string& path) { return choose(path).name; }, "path"_a = "");
  nb::class_<Text>(m, "Text").def_ro("length", &Text::length);

  nb::class_<Network>(m, "Network")
      .def("__init__",
           [](Network* self, int hidden, int layers, int heads, int kv_heads, int head, int intermediate,
              int vocabulary, int positions, float theta, float epsilon, const std::string& path) {
             new (self) Network(checked({hidden, layers, heads, kv_heads, head, intermediate, vocabulary, positions,
                                         theta, epsilon}),
                                path);
           },
           nb::kw_only(), "hidden"_a, "layers"_a, "heads"_a, "kv_heads"_a, "head"_a, "intermediate"_a, "vocabulary"_a,
           "positions"_a, "theta"_a, "epsilon"_a, "path"_a = "")
      .def_prop_ro("path", [](const Network& n) { return n.kernels.name; })
      .def("set_embedding", [](Network& n, const Part& part) {
        unread(n).embedding = packed(n, part, n.sizes.vocabulary, n.sizes.hidden);
      })
      .def("set_head", [](Network& n, const Part& part) {
        unread(n).head = packed(n, part, n.sizes.vocabulary, n.sizes.hidden);
      })
      .def("set_norm", [](Network& n, const Array& norm) { unread(n).norm = vector_of(norm, n.sizes.hidden); })
      .def("add_layer", &add_layer, nb::kw_only(), "qkv"_a, "out"_a, "gate_up"_a, "down"_a, "before"_a, "behind"_a,
           "query"_a.none(), "key"_a.none())
      .def("open", [](Network& n, const std::vector<int>& prompt) {
        check_text(n, prompt, n.sizes.positions - 1);
        Scratch scratch;
        const Text text = n.open(prompt, scratch);  // whose memory others share, so that it must not grow
        return n.branch(text, n.sizes.positions - text.length);
      }, nb::keep_alive<0, 1>())
      .def("branch", [](const Network& n, const Text& text, int more) {
        check_of(n, &text);
        check(more > 0 && more <= n.sizes.positions - text.length, "more: out of range");
        return n.branch(text, more);
      }, nb::keep_alive<0, 1>())
      .def("step", &step)
      .def("logits", &logits)
      .def("score", [](const Network& n, const std::vector<int>& tokens) {
        check_text(n, tokens, n.sizes.positions);
        nb::gil_scoped_release free;
        return score(n, tokens);
      });

  nb::class_<Vocabulary>(m, "Vocabulary")
      .def("__init__",
           [](Vocabulary* self, int size, int end, int next, int line_break, const std::vector<int>& special,
              const std::vector<int>& blank, const std::vector<std::vector<int>>& breaks,
              const std::vector<uint8_t>& is_blank, const std::vector<uint8_t>& gap,
              const std::vector<std::vector<uint8_t>>& opened, const std::vector<nb::bytes>& spelled) {
             check(breaks.size() == 2 && opened.size() == 3, "vocabulary: a table is missing");
             for (const auto& table : {is_blank, gap, opened[0], opened[1], opened[2]})
               check(int64_t(table.size()) == size, "vocabulary: a table's size");
             check(size > 0 && int64_t(spelled.size()) == size, "vocabulary: a table's size");
             for (const auto& tokens : {special, blank, breaks[0], breaks[1], {end, next, line_break}})
               check_tokens(tokens, size, "vocabulary: no such token");
             new (self) Vocabulary{size, end, next, line_break, special, blank, breaks, is_blank, gap, opened,
                                   texts(spelled)};
           },
           nb::kw_only(), "size"_a, "end"_a, "next"_a, "line_break"_a, "special"_a, "blank"_a, "breaks"_a,
           "is_blank"_a, "gap"_a, "opened"_a, "spelled"_a);

  nb::class_<Phrase>(m, "Phrase")
      .def("__init__", [](Phrase* self, const nb::bytes& text, const std::vector<std::vector<int>>& completing) {
        new (self) Phrase{{text.c_str(), text.size()}, completing};
      });

  nb::class_<Job>(m, "Job")
      .def("__init__",
           [](Job* self, const std::vector<int>& prompt, nb::ndarray<const double, nb::ndim<1>, nb::c_contig> chances,
              double temperature, double top_p, int repeat_ngram, int most_tokens, int parts, bool is_thread,
              const std::vector<int>& slots, const std::vector<Phrase>& banned, const std::vector<nb::bytes>& stop,
              int least_tokens) {
             new (self) Job{prompt, {chances.data(), chances.data() + chances.size()},
                            temperature, top_p, repeat_ngram, most_tokens,
                            parts, is_thread, slots, banned, texts(stop), least_tokens};
           },
           nb::kw_only(), "prompt"_a, "chances"_a, "temperature"_a, "top_p"_a, "repeat_ngram"_a, "most_tokens"_a,
           "parts"_a, "is_thread"_a, "slots"_a, "banned"_a, "stop"_a, "least_tokens"_a);

  nb::class_<Writer>(m, "Writer")
      .def("__init__",
           [](Writer* self, Network& network, const Vocabulary& vocabulary, const std::vector<Job>& jobs) {
             for (const Job& job : jobs) check_job(network, vocabulary, job);
             nb::gil_scoped_release free;
             new (self) Writer(network, vocabulary, jobs);
           },
           nb::keep_alive<1, 2>(), nb::keep_alive<1, 3>())
      .def("write", [](Writer& writer, int steps, int threads) {
        check(steps > 0 && threads > 0 && threads <= 256, "steps, threads: out of range");
        return writer.write(steps, threads);
      }, "steps"_a, "threads"_a = 1, nb::call_guard<nb::gil_scoped_release>())
      .def("drop", [](Writer& writer, const std::vector<int>& jobs) {
        check_tokens(jobs, writer.size(), "drop: no such job");
        writer.drop(jobs);
      }, nb::call_guard<nb::gil_scoped_release>());
}

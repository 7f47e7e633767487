#include "writing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <future>
#include <iterator>
#include <limits>
#include <map>

namespace miles {

namespace {

constexpr float kNever = -std::numeric_limits<float>::infinity();

void ban(float* logits, const std::vector<int>& tokens) {
  for (int token : tokens) logits[token] = kNever;
}

// As likely as the text would end here, `token` comes first.
void instead_of_end(float* logits, int end, int token) {
  const float a = logits[token], b = logits[end], top = std::max(a, b);
  if (top > kNever) logits[token] = top + std::log1p(std::exp(std::min(a, b) - top));
  logits[end] = kNever;
}

bool ends_with(const std::string& text, const std::string& with, size_t length) {
  return text.size() >= length && !text.compare(text.size() - length, length, with, 0, length);
}

// Tokens that would complete a run of `size` tokens that is already written.
void ban_repeats(float* logits, const std::vector<int>& ids, int size) {
  if (size < 1 || int(ids.size()) < size) return;
  const auto tail = ids.end() - (size - 1);
  for (auto at = ids.begin(); at + size <= ids.end(); at++)
    if (std::equal(tail, ids.end(), at)) logits[at[size - 1]] = kNever;
}

}  // namespace

Shape::Shape(const Vocabulary& vocabulary, const Job& job)
    : vocabulary_(vocabulary), job_(job), owed_(job.slots), ahead_(job.least_tokens) {
  least_ = job.parts ? job.parts : job.is_thread ? 2 : 1;
  for (int token : vocabulary.special) {
    const bool is_owed = std::find(owed_.begin(), owed_.end(), token) != owed_.end();
    if (token != vocabulary.end && !(token == vocabulary.next && job.is_thread) && !is_owed) banned_.push_back(token);
  }
  for (const Phrase& phrase : job.banned) longest_ = std::max(longest_, phrase.text.size());
}

void Shape::allow(float* logits) const {
  const Vocabulary& v = vocabulary_;
  ban(logits, banned_);
  for (const Phrase& phrase : job_.banned)
    for (size_t written = 0; written < phrase.text.size(); written++)
      if (ends_with(tail_, phrase.text, written)) ban(logits, phrase.completing[written]);
  if (ahead_ > 0) logits[v.end] = kNever;
  if (is_fresh_ || gap_ > 1) ban(logits, v.blank);
  if (is_fresh_) logits[v.end] = logits[v.next] = kNever;
  if (started_ < least_) {
    if (job_.is_thread) instead_of_end(logits, v.end, v.next);
    logits[v.end] = kNever;
    if (job_.parts && in_part_ >= kPartTokens && !is_fresh_ && gap_ < 2) {
      std::fill_n(logits, v.size, kNever);
      logits[job_.is_thread ? v.next : v.line_break] = 0;
      return;
    }
  } else if (job_.parts) {
    logits[v.next] = kNever;
    if (!job_.is_thread) ban(logits, v.breaks[std::min(gap_, 1)]);
  }
  if (!owed_.empty()) instead_of_end(logits, v.end, owed_[0]);
}

void Shape::take(int token) {
  const Vocabulary& v = vocabulary_;
  ahead_--;
  if (longest_) {
    for (char letter : v.spelled[token]) tail_ += 'A' <= letter && letter <= 'Z' ? letter - 'A' + 'a' : letter;
    if (tail_.size() > longest_) tail_.erase(0, tail_.size() - longest_);
  }
  if (auto slot = std::find(owed_.begin(), owed_.end(), token); slot != owed_.end()) {  // it is placed once
    owed_.erase(slot);
    banned_.push_back(token);
  }
  if (token == v.next) {
    in_part_ = gap_ = 0, is_fresh_ = true;
    return;
  }
  in_part_++;
  if (v.is_blank[token]) {
    gap_ += v.gap[token];
    return;
  }
  const int opened = job_.is_thread ? 0 : v.opened[std::min(gap_, 2)][token];
  if (is_fresh_ || opened) started_ += std::max(1, opened), in_part_ = 1;
  is_fresh_ = false;
  gap_ = v.gap[token];
}

int draw(const Kernels& kernels, float* logits, int size, const Job& job, double chance, Scratch& scratch) {
  const int lanes = (size + kBlock - 1) / kBlock * kBlock;
  std::fill(logits + size, logits + lanes, kNever);
  const int best = kernels.highest(logits, lanes);
  if (job.temperature <= 0) return best;
  scratch.shares.resize(lanes), scratch.kept.resize(lanes);
  const float* shares = scratch.shares.data();
  const double whole = kernels.weigh(logits, lanes, logits[best], float(job.temperature), scratch.shares.data());
  // Tokens so unlikely that all of them together are no more than the rest: the nucleus never reaches them.
  const float least = job.top_p < 1 ? float((1 - job.top_p) * whole / size) : 0;
  int* const first = scratch.kept.data();
  int* last = first + kernels.above(shares, lanes, least, first);
  if (first == last) return best;  // where weights are broken
  if (job.top_p < 1) {
    // Mass by the leading bits of a share, which order as the shares do: the nucleus ends in one of these bins.
    const auto bin = [shares](int i) {
      uint32_t bits;
      std::memcpy(&bits, shares + i, 4);
      return bits >> 19;
    };
    std::array<double, (0x3F800000 >> 19) + 1> mass{};  // up to a share of 1
    for (const int* i = first; i < last; i++) mass[bin(*i)] += shares[*i];
    double above = 0;
    uint32_t edge = mass.size() - 1;
    while (edge && above + mass[edge] < job.top_p * whole) above += mass[edge--];
    std::vector<int> within;
    std::copy_if(first, last, std::back_inserter(within), [&](int i) { return bin(i) == edge; });
    std::stable_sort(within.begin(), within.end(), [&](int a, int b) { return shares[a] > shares[b]; });
    size_t k = 0;
    while (k + 1 < within.size() && above + shares[within[k]] < job.top_p * whole) above += shares[within[k++]];
    const int worst = k < within.size() ? within[k] : *first;
    last = std::remove_if(first, last, [&](int i) {
      return shares[i] < shares[worst] || (shares[i] == shares[worst] && i > worst);
    });
  }
  double sum = 0, reached = 0;
  for (const int* i = first; i < last; i++) sum += shares[*i];
  for (const int* i = first; i < last; i++)
    if ((reached += shares[*i]) > chance * sum) return *i;
  return last[-1];
}

Writer::Writer(Network& network, const Vocabulary& vocabulary, std::vector<Job> jobs)
    : network_(network), vocabulary_(vocabulary), jobs_(std::move(jobs)) {
  Scratch scratch;
  std::map<std::vector<int>, Text> opened;
  for (size_t k = 0; k < jobs_.size(); k++) {
    const Job& job = jobs_[k];
    auto [found, is_new] = opened.try_emplace(job.prompt);
    if (is_new) found->second = network.open(job.prompt, scratch);
    const int room = std::min<int>(job.most_tokens, network.sizes.positions - int(job.prompt.size()));
    lines_.push_back({job, int(k), network.branch(found->second, room + 1), Shape(vocabulary, job), {}, "",
                      job.prompt.back(), false});
  }
}

bool Writer::take(Line& line, float* logits, Scratch& scratch) const {
  const Job& job = line.job;
  ban_repeats(logits, line.written, job.repeat_ngram);
  line.shape.allow(logits);
  line.token = draw(network_.kernels, logits, vocabulary_.size, job, job.chances[line.written.size()], scratch);
  line.written.push_back(line.token);
  line.shape.take(line.token);
  const int length = int(job.prompt.size() + line.written.size());
  if (line.token == vocabulary_.end || int(line.written.size()) >= job.most_tokens ||
      length >= network_.sizes.positions)
    return false;
  if (job.stop.empty()) return true;
  line.tail += vocabulary_.spelled[line.token];
  size_t longest = 0;
  for (const std::string& stop : job.stop) {
    if (line.tail.find(stop) != std::string::npos) return false;
    longest = std::max(longest, stop.size());
  }
  if (line.tail.size() > longest) line.tail.erase(0, line.tail.size() - longest);
  return true;
}

Writer::Told Writer::write_some(std::vector<Line*> lines, int steps) const {
  Scratch scratch;
  Told told;
  while (int(told.size()) < steps && !lines.empty()) {
    told.emplace_back();
    std::vector<Place> places;
    for (Line* line : lines) places.push_back({&line->text, line->token, true});
    network_.read(places, scratch, [&](size_t k, float* logits) {
      Line& line = *lines[k];
      line.is_over = !take(line, logits, scratch);
      told.back().emplace_back(line.number, line.token);
      if (line.is_over) line.text = Text();
    });
    const auto is_over = [](const Line* line) { return line->is_over; };
    lines.erase(std::remove_if(lines.begin(), lines.end(), is_over), lines.end());
  }
  return told;
}

std::vector<std::pair<int, int>> Writer::write(int steps, int threads) {
  std::lock_guard<std::mutex> lock(mutex_);
  std::vector<Line*> live;
  for (Line& line : lines_)
    if (!line.is_over) live.push_back(&line);
  const size_t count = std::max<size_t>(1, std::min<size_t>(threads, live.size()));
  std::vector<Told> told(count);
  std::vector<std::future<void>> others;
  const auto write_share = [&](size_t k) {
    const auto first = live.begin() + k * live.size() / count, last = live.begin() + (k + 1) * live.size() / count;
    told[k] = write_some({first, last}, steps);
  };
  for (size_t k = 1; k < count; k++) others.push_back(std::async(std::launch::async, write_share, k));
  write_share(0);
  for (auto& other : others) other.get();
  std::vector<std::pair<int, int>> found;
  for (size_t step = 0, before = ~size_t(0); before != found.size(); step++) {
    before = found.size();
    for (const Told& part : told)
      if (step < part.size()) found.insert(found.end(), part[step].begin(), part[step].end());
  }
  return found;
}

void Writer::drop(const std::vector<int>& jobs) {
  std::lock_guard<std::mutex> lock(mutex_);
  for (int job : jobs) lines_[job].is_over = true, lines_[job].text = Text();
}

void read_through(const Network& network, const std::vector<int>& tokens, const Network::See& see) {
  Scratch scratch;
  Text text = network.branch(Text(), int(tokens.size()));
  std::vector<Place> places;
  for (int token : tokens) places.push_back({&text, token, true});
  network.read(places, scratch, see);
}

std::vector<double> score(const Network& network, const std::vector<int>& tokens) {
  const int vocabulary = network.sizes.vocabulary;
  std::vector<double> found;
  std::vector<float> shares((vocabulary + kBlock - 1) / kBlock * kBlock);
  read_through(network, {tokens.begin(), tokens.end() - 1}, [&](size_t k, float* logits) {
    std::fill(logits + vocabulary, logits + shares.size(), kNever);
    const float top = logits[network.kernels.highest(logits, int(shares.size()))];
    const double whole = network.kernels.weigh(logits, int(shares.size()), top, 1.0f, shares.data());
    found.push_back(logits[tokens[k + 1]] - (top + std::log(whole)));
  });
  return found;
}

}  // namespace miles

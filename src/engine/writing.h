// The loop of writing: what miles/engine/writing.py does with any engine, here without Python between two tokens.
#pragma once

#include "network.h"

namespace miles {

// What each token does to the shape of a text, as miles/engine/constraints.py works it out once per tokenizer.
struct Vocabulary {
  int size, end, next, line_break;
  std::vector<int> special, blank;           // tokens
  std::vector<std::vector<int>> breaks;      // tokens that hold or complete a blank line, after 0 or 1 open line breaks
  std::vector<uint8_t> is_blank, gap;        // per token; line breaks at its end
  std::vector<std::vector<uint8_t>> opened;  // per token: parts that it opens, after 0, 1 or 2 line breaks
  std::vector<std::string> spelled;          // bytes per token
};

// A phrase that is never written, in lower case, and the tokens that complete it when its first 0, 1, ... bytes stand.
struct Phrase {
  std::string text;
  std::vector<std::vector<int>> completing;
};

// miles.engine.engine.Job, and one number in [0, 1) for each token that may be drawn.
struct Job {
  std::vector<int> prompt;
  std::vector<double> chances;
  double temperature, top_p;
  int repeat_ngram, most_tokens;
  int parts;  // 0: any number
  bool is_thread;
  std::vector<int> slots;
  std::vector<Phrase> banned;
  std::vector<std::string> stop;
  int least_tokens;
};

// miles.engine.constraints.Shape: what a text may become.
class Shape {
 public:
  Shape(const Vocabulary& vocabulary, const Job& job);
  void allow(float* logits) const;
  void take(int token);

 private:
  static constexpr int kPartTokens = 90;  // a part that runs past them is closed when more parts are owed
  const Vocabulary& vocabulary_;
  const Job& job_;
  std::vector<int> owed_;
  std::vector<int> banned_;  // tokens
  std::string tail_;         // the end of what was written, in lower case, as long as the longest phrase
  size_t longest_ = 0;
  int least_, ahead_, started_ = 0, in_part_ = 0, gap_ = 0;
  bool is_fresh_ = true;
};

// miles.engine.sampling.draw. There is room for `logits` up to a multiple of kBlock.
int draw(const Kernels& kernels, float* logits, int size, const Job& job, double chance, Scratch& scratch);

// Jobs that are written side by side.
class Writer {
 public:
  Writer(Network& network, const Vocabulary& vocabulary, std::vector<Job> jobs);
  Writer(const Writer&) = delete;
  int size() const { return int(jobs_.size()); }
  // Go on by at most `steps` tokens of each text: (job, token) in the order of writing; empty when all have ended.
  // With several threads each takes a share of the texts.
  std::vector<std::pair<int, int>> write(int steps, int threads);
  // End these jobs where they stand: nobody waits for them.
  void drop(const std::vector<int>& jobs);

 private:
  struct Line {
    const Job& job;
    int number;
    Text text;
    Shape shape;
    std::vector<int> written;
    std::string tail;  // the end of the text, as long as the longest stop needs
    int token;         // to be read next
    bool is_over;
  };
  using Told = std::vector<std::vector<std::pair<int, int>>>;  // step by step
  Told write_some(std::vector<Line*> lines, int steps) const;
  bool take(Line& line, float* logits, Scratch& scratch) const;

  Network& network_;
  const Vocabulary& vocabulary_;
  const std::vector<Job> jobs_;
  std::vector<Line> lines_;
  std::mutex mutex_;
};

// Read `tokens` as one text: `see` gets each place and the logits after it.
void read_through(const Network& network, const std::vector<int>& tokens, const Network::See& see);

// Natural log-probabilities of `tokens` but the first, each after those before it.
std::vector<double> score(const Network& network, const std::vector<int>& tokens);

}  // namespace miles

"""Nouns, adjectives and turns of phrase, and what a note has in their place; `lexicon` reads the format."""

PHRASES = """
outperformance|underperformance > doing better|lagging
retracement|correction|corrections > pullback|pullback|pullbacks
rotation|rotations > money moving|moves
massive|enormous|gigantic|immense > big ; large
huge > big ; large
major > big ; key
significant|significantly > real|clearly ; big|a lot
tiny > small
crucial|vital|critical|essential > key ; important
important > key
strength > good showing ; power
weak|weaker > soft|softer
terrible|awful|horrible > bad
unlikely > probably not
difficult|tough > hard
hard|harder|hardest > tough|tougher|toughest
clear|obvious > plain
current|currently > present|now
numerous|countless > many
various > different
previous|prior > last
bullish|bearish > positive|negative ; optimistic|pessimistic
excited > looking forward
expensive > pricey
careful|cautious > on guard
patient|patience > not in a hurry|waiting
confident > sure
popular > well known
real > actual
volatile|volatility|choppy > jumpy|big swings|all over the place
capitulation|panic > giving up|fear
prediction|predictions > call|calls ; guess|guesses
portfolio|portfolios > holdings|holdings ; bag|bags
strategy|strategies|framework > plan|plans|plan ; approach|approaches|approach
narrative|narratives > story|stories ; theme|themes
sector|sectors > area|areas ; space|spaces
coin|coins > token|tokens
token|tokens > coin|coins
altcoin|altcoins > alt|alts
alts > altcoins
memecoin|memecoins > meme|memes
memes > meme coins
bitcoin > btc
ethereum > eth
solana > sol
industry > space
institutions|institutional > big money|big money ; funds|from funds
investor|investors > holder|holders
trader|traders > people trading|people trading
participants > people
loss|losses > money lost
bottom|lows > floor|floor
conviction|thesis > belief|reason to hold
pressure > push
adoption > use ; people using it
catalyst|catalysts > trigger|triggers ; driver|drivers
reason|reasons > cause|causes ; why|whys
impact|effect > influence|result
majority of > most
variety of|plethora of > many
moment|period|phase|stage > point|stretch|part|point
chart|charts > graph|graphs
thread > post
series|list > set
guide > how-to
analysis|insights > read|thoughts
users > people using it
friend|friends > mate|mates
journey > path
skill|skills > ability|abilities
dominance > share
allocation > split
balance > mix
election > vote
regulation > rules
government > state
economy > macro
inflation > prices rising
ahead of|prior to > before
alt season|altseason > alt season ; altszn ; alts running
market cap|market caps > mcap|mcaps ; market cap|market caps
meme coin|meme coins > meme|memes ; memecoin|memecoins
risk on|risk-on > risk on
on chain|on-chain > on chain
price action > price action ; PA
stop loss|stop losses > stop loss|stops
smart money > smart money
use case|use cases > use|uses
real world assets|real-world assets > rwa
real world|real-world > real world
super cycle|supercycle > super cycle
open interest > open interest ; OI
price target|price targets > target|targets
market makers|market maker > mms|mm
in order to > to
as a result of > because of
in terms of > on
as well as|along with|alongside|coupled with > and ; plus
such as|for instance|for example > like
at this point|at the moment|at present|right now|these days > now ; atm
in the coming weeks|over the coming weeks > soon ; next few weeks
in the near future|before long|very soon > soon
over the past|in the past > in last
at some point|eventually > later ; sooner or later
a lot of > lots of
lots of|a bunch of|plenty of > a lot of
a number of|a couple of|several|a few > some
the majority of|most of the > most
the rest of > other
in the long run|long term|long-term|over the long term > later on ; over years
short term|short-term > near term
nowhere near > not close to
no longer > not anymore
instead of|rather than > not
whether or not > if
each and every > every
it's time to > should
able to > can
used to > once did
tend to|tends to > usually
make sure to|make sure|be sure to > should
don't forget to > remember to
seems like|looks like|appears to > seems
however|nevertheless|nonetheless|that said > but
whilst|whereas > while
although|even though > but
despite > even with
therefore|hence|thus|consequently > so
because > since ; as
meanwhile > and
additionally|furthermore|moreover > and ; plus
approximately|roughly|around > about
rarely|seldom > not often
often|frequently > a lot ; many times
quickly|rapidly|fast > quick|quick|quick
slowly|gradually > bit by bit
mooning > going way up ; flying
pump|pumps > run|runs ; go up|goes up
dump|dumps > sell|sells ; go down|goes down
drop|drops|crash|crashes > fall|falls|fall|falls ; go down|goes down|collapse|collapses
increase|increases|grow|grows > go up|goes up|get bigger|gets bigger ; rise|rises|rise|rises
rally|surge|soar > go up ; run up
growth > expansion
find|finds > spot|spots
consider it|consider this > think of it|think of this
thrive > do well
think about > consider
trust > believe
remember > don't forget
answer|answers > fix|fixes
question|questions > issue|issues
treat yourself > spend on yourself
trapped > stuck ; caught out
exposed > holding ; in it
exposure > holdings ; a position
additional > extra ; more
consistently|constantly > all the time
tempting > hard to resist
message|reminder > note
traditional > old school
traditional finance|tradfi > tradfi ; banks
brilliant|excellent|phenomenal > great
proper > right
speech > talk
favourite|favorite > fav ; go-to
evening > night
riskier|risky > more dangerous|dangerous ; more of a gamble|a gamble
strong|stronger|strongest > solid|better|best ; good|better|best
big|bigger > large|larger
biggest|largest > main ; top
easy|easier|easiest > simple|simpler|simplest ; not hard|less hard|least hard
simple > easy ; basic
good > nice ; decent
bad|worse|worst > poor|poorer|poorest ; not good|less good|weakest
best > top ; strongest
new|newer > fresh|fresher ; latest|later
main|primary > top|top ; key|key
insane|crazy|ridiculous > nuts ; mad
entire > whole
recent > latest
recently > lately ; not long ago
likely > probably
more likely|most likely > probably
interested in > into
interesting > worth a look ; curious
aggressive > forceful
healthy > fine ; ok
obvious|clear > plain
short-lived > not lasting
bull run|bull market > uptrend
bear market > downtrend
this cycle > this run ; this time
last cycle > last time ; last run
next cycle > next time ; next run
the cycle > the run
the market|the markets > prices
the crypto market > crypto
upcoming > next
early stages|early days > start|start
profit|profits|gains|returns > gain|gains|profits|gains ; return|returns|returns|profits
money|cash > cash|money ; funds|funds
wealth > money
liquidity > money ; cash
risk|risks > danger|dangers
risk/reward|r r|r/r > odds|odds|odds
downside > room to fall
upside > room to grow ; more to come
the peak|the top > the high|the high
the bottom > the low ; the floor
peak > high ; top
momentum > push ; drive
hype > excitement
fomo > chasing ; fear of missing it
attention > eyes ; focus
mindshare > attention ; talk share
demand > buyers ; interest
supply > amount out there ; float
sentiment > mood ; feeling
mistake|mistakes > error|errors
issue|issues|problem|problems > trouble|troubles|trouble|troubles
opportunity|opportunities > chance|chances ; opening|openings
position|positions > bet|bets
bet|bets > pick|picks ; position|positions
level|levels > line|lines ; zone|zones
target|targets > goal|goals
data|metrics > numbers|numbers ; stats|stats
news > headlines
headlines > news
resistance > ceiling
retail > normies ; the public
retail investors > normal people ; small buyers
people > folks
people in crypto > crypto people
video|videos > clip|clips
advice > pointers
growth potential|potential > room to grow|what it could do
success > doing well
ecosystem > network ; space
community > fans ; group
stablecoin|stablecoins > stable|stables
celebrities|celebrity > famous people|famous
traders > people trading
whales > big holders
insiders > people inside
founder|founders > person behind it|people behind it
user|users > customer|customers
team|teams > people|people
project|projects > token|tokens ; protocol|protocols
example|examples > case|cases
majority > most
amount > size
summary > recap
guide|tutorial > how-to|how-to
research > homework
approach > way of doing it ; method
lesson|lessons > takeaway|takeaways
goal|goals > aim|aims
dream|dreams > hope|hopes
mind > head
reality > truth
truth > reality
trend|trends > move|moves ; direction|directions
bubble > overheated thing
casino > gambling den
gambling > betting
noise > distractions
chain|chains > network|networks
network > chain
industry > space ; business
world > globe
country|countries > place|places
company|companies > firm|firms
bank|banks > lender|lenders
bias > lean
scared > afraid
tired > worn out
wrong > off
late > behind
alone > solo
free > no cost
rare > unusual
perfect > ideal
normal > usual
boring > dull
dull > boring
honest > open
dead > over ; finished
sideways > flat
flat > sideways
cheap > low price
rich|wealthy > loaded
young > early on in life
old > dated
day trading > daily trades
portfolio management > managing holdings
write up|write-up|article > piece|piece|piece
worst performing|best performing > weakest|strongest
top performer|top performers > leader|leaders
month-to-date|year-to-date > this month|this year
all-time high|all time high|all-time highs|all time highs|aths > ath|ath|aths|aths|new highs
new highs > aths
is going to|are going to|i'm going to|we're going to > will ; gonna
over the next > in the next
one of the > among the
as long as > if
in the middle of > mid
every day|everyday|daily > each day|each day|each day
next week > in a week
last week > a week back
years ago > yrs back
months ago > months back
for the first time|first time > 1st time|1st time
as soon as > once
even if > also if
let's say > say
go figure > lol
"""

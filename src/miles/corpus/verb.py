"""Verbs and the plainer ones that a note has in their place; `lexicon` reads the format."""

VERBS = """
outperform|outperforms|outperformed|outperforming > beat|beats|beat|beating
outperform|outperforms|outperformed|outperforming > do better|does better|did better|doing better
underperform|underperforms|underperformed|underperforming > lag|lags|lagged|lagging
continue to|continues to|continued to > keep|keeps|kept
witness|witnessing|witnessed > see|seeing|saw
surpass|surpasses|surpassed|surpassing > pass|passes|passed|passing ; top|tops|topped|topping
purchase|purchases|purchased|purchasing > buy|buys|bought|buying
accumulate|accumulates|accumulated|accumulating > buy more|buys more|bought more|buying more
accumulate|accumulates|accumulated|accumulating > stack|stacks|stacked|stacking
acquire|acquires|acquired|acquiring > get|gets|got|getting
utilise|utilises|utilised|utilising > use|uses|used|using
capitalise on|capitalising on > profit from|profiting from ; make money from|making money from
reclaim|reclaims|reclaimed|reclaiming > be back above|is back above|is back above|getting back above
retrace|retraces|retraced|retracing > pull back|pulls back|pulled back|pulling back
soar|soars|soared|soaring > go way up|goes way up|went way up|going way up
plummet|plummets|plummeted|plummeting > fall hard|falls hard|fell hard|falling hard
consolidate|consolidates|consolidating|consolidation > go sideways|goes sideways|going sideways|sideways
hold above|holds above|held above|holding above > stay over|stays over|stayed over|staying over
remain|remains|remained|remaining > stay|stays|stayed|staying
launch|launches|launched|launching > start|starts|started|starting ; come out|comes out|came out|coming out
release|releases|released|releasing > put out|puts out|put out|putting out
create|creates|created|creating > make|makes|made|making
starting to|set to|looks set to > beginning to|about to|about to
believe|believes|believed > think|thinks|thought
recommend|recommends|recommended|recommending > suggest|suggests|suggested|suggesting
suggest|suggests|suggested|suggesting > point to|points to|pointed to|pointing to
indicate|indicates|indicated|indicating > show|shows|showed|showing
provide|provides|provided|providing > give|gives|gave|giving
offer|offers|offered|offering > give|gives|gave|giving
allow|allows|allowed|allowing > let|lets|let|letting
enable|enables|enabled|enabling > let|lets|let|letting
require|requires|required|requiring > need|needs|needed|needing
attract|attracts|attracted|attracting > bring in|brings in|brought in|bringing in
benefit from|benefits from|benefiting from > gain from|gains from|gaining from
focus on|focuses on|focused on|focusing on > look at|looks at|looked at|looking at ; watch|watches|watched|watching
monitor|monitors|monitored|monitoring > watch|watches|watched|watching
invest|invests|invested|investing > put money|puts money|put money|putting money
avoid|avoids|avoided|avoiding > stay away from|stays away from|stayed away from|staying away from
ignore|ignores|ignored|ignoring > overlook|overlooks|overlooked|overlooking
improve|improves|improved|improving > get better|gets better|got better|getting better
manage|manages|managed|managing > handle|handles|handled|handling
dive into|diving into > go over|going over
happen|happens|happened|happening > take place|takes place|took place|taking place ; go on|goes on|went on|going on
rotate|rotates|rotated|rotating > move|moves|moved|moving
enter|enters|entered|entering > get into|gets into|got into|getting into
exit|exits|exited|exiting > get out|gets out|got out|getting out
wait for|waiting for > hold out for|holding out for
announce|announces|announced|announcing > say|says|said|saying
arrive|arrives|arrived|arriving > come|comes|came|coming
outline|outlines|outlined|outlining > lay out|lays out|laid out|laying out
explain|explains|explained|explaining > go over|goes over|went over|going over
compile|compiled|compiling > put together|put together|putting together
discuss|discusses|discussed|discussing > talk about|talks about|talked about|talking about
prefer|prefers|preferred > like better|likes better|liked better
pay attention to|keep an eye on|keeping an eye on > watch|watch|watching
take profits|taking profits|take profit > sell some|selling some|sell some
due to|thanks to|owing to > because of
with regards to|in regards to|regarding > about
need to|have to|has to > must
want to|looking to > would
trying to|attempting to > want to
feels like|feel like|feeling like > seems
rallied|rallying > went up|going up ; moved up|moving up
surged|surging > jumped|jumping ; shot up|shooting up
pumped|pumping > went up|going up ; ran|running
dumped|dumping > fell|falling ; sold off|selling off
dropped|dropping|crashed|crashing > fell|falling|fell hard|falling hard ; went down|going down|collapsed|collapsing
bounced|bouncing|rebounded|rebounding > recovered|recovering|recovered|recovering
bounced|bouncing|rebounded|rebounding > came back|coming back|came back|coming back
increased|increasing|grew|growing > went up|going up|got bigger|getting bigger ; rose|rising|rose|rising
declined|declining > went down|going down
hit|hits|hitting > reach|reaches|reaching ; touch|touches|touching
reach|reaches|reached|reaching > get to|gets to|got to|getting to
break|breaks|broke|breaking > go through|goes through|went through|going through ; clear|clears|cleared|clearing
build|builds|building > make|makes|making
start|starts|started|starting > begin|begins|began|beginning
continue|continues|continued > go on|goes on|went on
show|shows|showed > point to|points to|pointed to
help|helps|helped|helping > assist|assists|assisted|assisting
lose|loses|lost|losing > give back|gives back|gave back|giving back
win|wins|won|winning > come out ahead|comes out ahead|came out ahead|coming out ahead
change|changes|changed|changing > shift|shifts|shifted|shifting
sell|sells|sold|selling > get out of|gets out of|got out of|getting out of ; offload|offloads|offloaded|offloading
buy|buys|bought|buying > pick up|picks up|picked up|picking up ; get|gets|got|getting
watch|watching > look at|looking at ; follow|following
learn|learned|learnt > find out|found out|found out
consider|considered|considering > think about|thought about|thinking about
love|loves|loved|loving > like|likes|liked|liking ; is into|is into|was into|being into
hate|hates|hated > can't stand|can't stand|couldn't stand
maintain|maintains|maintained|maintaining > keep|keeps|kept|keeping
survive|survives|survived > make it|makes it|made it
protect|protecting > look after|looking after
fade|fading > bet against|betting against ; ignore|ignoring
catch|catches|catching > get|gets|getting
chase|chasing > run after|running after
chop|chopping > go sideways|going sideways
stack|stacks|stacking > collect|collects|collecting
earn|earns|earned|earning > make|makes|made|making
spend|spends|spent|spending > use up|uses up|used up|using up
research|researching > dig into|digging into
study|studying > look into|looking into
talk about|talking about > discuss|discussing
ask|asked|asking > wonder|wondered|wondering
the coming weeks|coming weeks|the coming months|coming months > next weeks|next weeks|next months|next months
game|games|gaming > title|titles|games
green|red > up|down
"""

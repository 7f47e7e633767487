window.YTD.tweets.part0 = [
 {
  "tweet": {
   "id": "1610237317870519152",
   "id_str": "1610237317870519152",
   "created_at": "Tue Jan 03 11:31:08 +0000 2023",
   "full_text": "First trading day of the year. Same plan as last year, minus the parts that lost money.",
   "favorite_count": "138",
   "retweet_count": "11",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1610632631022521029",
   "id_str": "1610632631022521029",
   "created_at": "Wed Jan 04 13:41:58 +0000 2023",
   "full_text": "Everyone I know wants to be told the bottom is in.\n\nNot one of them asked me about a top at 60k.\n\nFunny how the questions only come in one direction.",
   "favorite_count": "236",
   "retweet_count": "20",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1611032562103222661",
   "id_str": "1611032562103222661",
   "created_at": "Thu Jan 05 16:11:09 +0000 2023",
   "full_text": "Spent the holiday re-reading my 2022 trade journal. It's the best horror novel I own.\n\nMost common note, eleven times: \"moved the stop\".\n\nI've written it on a card and taped it to the monitor.",
   "favorite_count": "126",
   "retweet_count": "12",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1612843654181817456",
   "id_str": "1612843654181817456",
   "created_at": "Tue Jan 10 16:07:47 +0000 2023",
   "full_text": "$BTC has done nothing at 16.8k for three weeks and people are calling it dead.\n\nThey said so about a friend's outboard motor, too, and it's been running since 1994.\n\nA thing that stops falling on bad news isn't dead. It's out of sellers.",
   "favorite_count": "694",
   "retweet_count": "66",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1613130473272249456",
   "id_str": "1613130473272249456",
   "created_at": "Wed Jan 11 11:07:30 +0000 2023",
   "full_text": "Things I'm watching this quarter:\n\n• whether inflation keeps a 6 in front of it\n\n• the dollar, which has quietly rolled over\n\n• who is still being forced to sell\n\n• my own hands, which itch\n\nThe last one has cost me more than the other three.",
   "favorite_count": "279",
   "retweet_count": "30",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1614559296484279493",
   "id_str": "1614559296484279493",
   "created_at": "Sun Jan 15 09:45:08 +0000 2023",
   "full_text": "For nine years I priced cargo insurance.\n\nThe job was simple: assume the ship sinks, then work out what you can live with.\n\nNobody in the office ever forecast a storm.\n\nTurns out that's also the whole of position sizing.",
   "favorite_count": "77",
   "retweet_count": "13",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1614918739948473552",
   "id_str": "1614918739948473552",
   "created_at": "Mon Jan 16 09:33:26 +0000 2023",
   "full_text": "Short squeeze first, explanation second. That's the usual order, and this week is no exception.",
   "favorite_count": "166",
   "retweet_count": "14",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1615637740123065846",
   "id_str": "1615637740123065846",
   "created_at": "Wed Jan 18 09:10:29 +0000 2023",
   "full_text": "$SOL at 9 was the loudest funeral I've ever attended.\n\n$SOL at 24 and the mourners are asking where to send the flowers back.\n\nI don't own it. I only note the attendance.",
   "favorite_count": "322",
   "retweet_count": "23",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "SOL"
     },
     {
      "text": "SOL"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1616346074182582421",
   "id_str": "1616346074182582421",
   "created_at": "Fri Jan 20 08:05:09 +0000 2023",
   "full_text": "CPI at 6.5% and falling.\n\nThe market has decided the war is over because the artillery got quieter.\n\nMaybe. Rents haven't turned, wages haven't turned, and the people in charge were fooled once already.\n\nI'd still keep the helmet within reach.",
   "favorite_count": "344",
   "retweet_count": "30",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1616490857362361048",
   "id_str": "1616490857362361048",
   "created_at": "Fri Jan 20 17:40:28 +0000 2023",
   "full_text": "Question for people who held all the way down: what would have made you sell?\n\nIf the answer is \"nothing\", you don't have a position. You have a tattoo.",
   "favorite_count": "274",
   "retweet_count": "31",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1618247608038327221",
   "id_str": "1618247608038327221",
   "created_at": "Wed Jan 25 14:01:10 +0000 2023",
   "full_text": "My brother-in-law sold his last coins on New Year's Eve, \"to have a clean start\".\n\nI've never had a cleaner buy signal in my life.\n\nBought a small clip at 17k. He doesn't know. Please don't tell my sister.",
   "favorite_count": "451",
   "retweet_count": "48",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1618591008289721444",
   "id_str": "1618591008289721444",
   "created_at": "Thu Jan 26 12:45:43 +0000 2023",
   "full_text": "@demo_ledgerfox Agreed on the squeeze, but spot volume is doing some of the work this time. I'd want to see it hold a week before I call it more than that.",
   "favorite_count": "26",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_ledgerfox"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1618590724821879908",
   "in_reply_to_status_id_str": "1618590724821879908",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_ledgerfox"
  }
 },
 {
  "tweet": {
   "id": "1619018265260984755",
   "id_str": "1619018265260984755",
   "created_at": "Fri Jan 27 17:03:29 +0000 2023",
   "full_text": "How I size a position, written out once so I can stop answering it in private messages 🧵\n\nIt takes four numbers and one uncomfortable minute.",
   "favorite_count": "819",
   "retweet_count": "131",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1619018391090103567",
   "id_str": "1619018391090103567",
   "created_at": "Fri Jan 27 17:03:59 +0000 2023",
   "full_text": "1/ Start with the loss, not the gain.\n\nPick a sum you could lose on this idea and still be polite at dinner. For me that's 0.75% of the book.\n\nIf you can't name a figure, you aren't ready to name a coin.",
   "favorite_count": "45",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1619018265260984755",
   "in_reply_to_status_id_str": "1619018265260984755",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1619018525307832605",
   "id_str": "1619018525307832605",
   "created_at": "Fri Jan 27 17:04:31 +0000 2023",
   "full_text": "2/ Then find the price that proves you wrong.\n\nIt has to come from the chart or the thesis. \"Down 10%\" is a feeling, not a level.",
   "favorite_count": "56",
   "retweet_count": "5",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1619018391090103567",
   "in_reply_to_status_id_str": "1619018391090103567",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1619018663719864735",
   "id_str": "1619018663719864735",
   "created_at": "Fri Jan 27 17:05:04 +0000 2023",
   "full_text": "3/ Divide.\n\nLoss allowed / distance to the wrong price = size.\n\nA wide stop means a small position. People hate this part because the most exciting coins always produce the smallest number.",
   "favorite_count": "39",
   "retweet_count": "6",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1619018525307832605",
   "in_reply_to_status_id_str": "1619018525307832605",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1619018701468600780",
   "id_str": "1619018701468600780",
   "created_at": "Fri Jan 27 17:05:13 +0000 2023",
   "full_text": "4/ Now cut it by a third if you already own two things that move the same way.\n\nIn 2022 I had seven positions and one bet. I found out on a Tuesday.",
   "favorite_count": "42",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1619018663719864735",
   "in_reply_to_status_id_str": "1619018663719864735",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1619018793743290080",
   "id_str": "1619018793743290080",
   "created_at": "Fri Jan 27 17:05:35 +0000 2023",
   "full_text": "5/ Write all four numbers down before the order goes in.\n\nAfterwards you'll remember a braver or a wiser version of yourself. The paper remembers the real one.",
   "favorite_count": "86",
   "retweet_count": "8",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1619018701468600780",
   "in_reply_to_status_id_str": "1619018701468600780",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1619977691329464433",
   "id_str": "1619977691329464433",
   "created_at": "Mon Jan 30 08:35:54 +0000 2023",
   "full_text": "A 40% rally off the low and the timeline still hates it.\n\nThat's roughly how I like my rallies: unloved, badly explained, slightly embarrassing to own.",
   "favorite_count": "1010",
   "retweet_count": "98",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1621511959344055692",
   "id_str": "1621511959344055692",
   "created_at": "Fri Feb 03 14:12:32 +0000 2023",
   "full_text": "Quarter point from the Fed, as scheduled. He said \"disinflation\" about a dozen times and risk assets heard \"free drinks\".\n\nWe'll see who gets the bill.",
   "favorite_count": "249",
   "retweet_count": "23",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1622863427007418094",
   "id_str": "1622863427007418094",
   "created_at": "Tue Feb 07 07:42:47 +0000 2023",
   "full_text": "Ranking of things that made me money in January:\n\nNot selling.\n\nBeing bored on the right days.\n\nOne squeeze, which I'd like to call planned.\n\nA refund from a data vendor.\n\nTwo of those can be repeated, and I don't think they're the ones you'd pick.",
   "favorite_count": "651",
   "retweet_count": "55",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1622981492470710808",
   "id_str": "1622981492470710808",
   "created_at": "Tue Feb 07 15:31:56 +0000 2023",
   "full_text": "The AI coins have arrived. Nobody can tell me what the token does, but they can all tell me what it did this week.",
   "favorite_count": "1157",
   "retweet_count": "89",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1623991153718198851",
   "id_str": "1623991153718198851",
   "created_at": "Fri Feb 10 10:23:58 +0000 2023",
   "full_text": "Three stages of a narrative:\n\n1. You don't understand it and it goes up.\n\n2. You understand it and it goes up.\n\n3. You explain it to somebody else.\n\nSell at 3.",
   "favorite_count": "578",
   "retweet_count": "54",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1624076994343863105",
   "id_str": "1624076994343863105",
   "created_at": "Fri Feb 10 16:05:04 +0000 2023",
   "full_text": "Regulators went after staking this week and the price of staking derivatives rose.\n\nRead that twice. A rule that hurts a company can still help a protocol.\n\nNobody said it had to be tidy.",
   "favorite_count": "404",
   "retweet_count": "34",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1624851627766711782",
   "id_str": "1624851627766711782",
   "created_at": "Sun Feb 12 19:23:11 +0000 2023",
   "full_text": "Markets I can't read, I trade smaller. Markets I can read, I also trade smaller than I'd like, because I've been wrong about which is which.",
   "favorite_count": "275",
   "retweet_count": "32",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1625103831266231038",
   "id_str": "1625103831266231038",
   "created_at": "Mon Feb 13 12:05:21 +0000 2023",
   "full_text": "Got my NFT marketplace airdrop. Paid for two dinners and a parking fine.\n\nThe people who farmed it properly bought flats.\n\nDiligence pays, apparently even when it's pointless.",
   "favorite_count": "295",
   "retweet_count": "23",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1626261417227191476",
   "id_str": "1626261417227191476",
   "created_at": "Thu Feb 16 16:45:11 +0000 2023",
   "full_text": "Some dull arithmetic on drawdowns:\n\nDown 50% needs +100% to get back.\n\nDown 80% needs +400%.\n\nDown 95% needs +1900%, a miracle, and a new narrative.\n\nThis is why I care so much more about not losing than about winning.",
   "favorite_count": "127",
   "retweet_count": "15",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1626495174177722181",
   "id_str": "1626495174177722181",
   "created_at": "Fri Feb 17 08:14:03 +0000 2023",
   "full_text": "A stablecoin issuer told to stop minting. Sixteen billion of the stuff has to walk somewhere else.\n\nWatch where it goes. Money in motion tells you more than money in speeches.",
   "favorite_count": "372",
   "retweet_count": "24",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1627703544771510602",
   "id_str": "1627703544771510602",
   "created_at": "Mon Feb 20 16:15:41 +0000 2023",
   "full_text": "What I find hard about this market isn't being early.\n\nIt's watching the thing I sold go up another 30% and not treating that as an insult.",
   "favorite_count": "1541",
   "retweet_count": "134",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1628768075903930236",
   "id_str": "1628768075903930236",
   "created_at": "Thu Feb 23 14:45:45 +0000 2023",
   "full_text": "Slow Saturday. Cleaned the hull, checked the bilge pump, did not look at funding rates. All three jobs prevent sinking. ⚓",
   "favorite_count": "199",
   "retweet_count": "10",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1628798144869304014",
   "id_str": "1628798144869304014",
   "created_at": "Thu Feb 23 16:45:14 +0000 2023",
   "full_text": "Hong Kong is the story this week, and every ticker with a dragon in its logo is up a third.\n\n\"China is coming back\" is a rally I've now traded four times, and it has paid me twice.\n\nHalf-size, then.",
   "favorite_count": "258",
   "retweet_count": "22",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1630297122010040907",
   "id_str": "1630297122010040907",
   "created_at": "Mon Feb 27 20:01:38 +0000 2023",
   "full_text": "Hot jobs, hot CPI revisions, hot retail sales, and $BTC is sitting at 24k like it hasn't read any of it.\n\nWhen an asset ignores news that should hurt, I stop arguing and start listening.",
   "favorite_count": "192",
   "retweet_count": "24",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1630581332243383890",
   "id_str": "1630581332243383890",
   "created_at": "Tue Feb 28 14:50:59 +0000 2023",
   "full_text": "25k has now rejected price three times.\n\nEither sellers there are running out of coins or buyers are running out of nerve.\n\nI've got an alert at 25,300 and a book to read.",
   "favorite_count": "566",
   "retweet_count": "44",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1631376396121016572",
   "id_str": "1631376396121016572",
   "created_at": "Thu Mar 02 19:30:17 +0000 2023",
   "full_text": "RT @demo_harbourcap: Reminder that a bank is a hedge fund with a nicer lobby and a worse duration match.",
   "favorite_count": "0",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_harbourcap"
     }
    ],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1632769735521207373",
   "id_str": "1632769735521207373",
   "created_at": "Mon Mar 06 15:46:55 +0000 2023",
   "full_text": "Nothing good is ever announced by a bank on a Friday after the close.",
   "favorite_count": "209",
   "retweet_count": "18",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1633794534011831171",
   "id_str": "1633794534011831171",
   "created_at": "Thu Mar 09 11:39:06 +0000 2023",
   "full_text": "A dollar stablecoin is trading at 88 cents on a Saturday and my phone has not stopped.\n\nDeep breath. Ask what's behind it, where it's held, and when the wire opens.\n\nFor most holders the right move this weekend is to make soup.",
   "favorite_count": "520",
   "retweet_count": "41",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1634229349118903074",
   "id_str": "1634229349118903074",
   "created_at": "Fri Mar 10 16:26:54 +0000 2023",
   "full_text": "So the safest asset in crypto broke because of the safest asset in banking.\n\nLong-dated government bonds. Bought at the top. Unhedged.\n\nSomewhere an altcoin gambler is being lectured about risk by that treasurer.",
   "favorite_count": "1310",
   "retweet_count": "90",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1635226649752505734",
   "id_str": "1635226649752505734",
   "created_at": "Mon Mar 13 10:29:49 +0000 2023",
   "full_text": "New Fed facility: bring us your underwater bonds, we'll lend against them at par.\n\nCall it whatever you like. The balance sheet is bigger this week than last week, and Bitcoin can count. https://t.co/a5ZpXr7NcT",
   "favorite_count": "156",
   "retweet_count": "15",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/a5ZpXr7NcT",
      "expanded_url": "https://example.invalid/a5ZpXr7NcT"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1635279850304438500",
   "id_str": "1635279850304438500",
   "created_at": "Mon Mar 13 14:01:13 +0000 2023",
   "full_text": "If you moved everything out of stables at 0.90 and back at 1.00, welcome to the club. The membership fee was 11%.",
   "favorite_count": "340",
   "retweet_count": "33",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1635594146280376543",
   "id_str": "1635594146280376543",
   "created_at": "Tue Mar 14 10:50:07 +0000 2023",
   "full_text": "$BTC from 19.7k to 26k in four days.\n\nThe entire move happened while sensible people were waiting for clarity.\n\nClarity is what they sell you at the top.",
   "favorite_count": "96",
   "retweet_count": "7",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1636408600425400066",
   "id_str": "1636408600425400066",
   "created_at": "Thu Mar 16 16:46:28 +0000 2023",
   "full_text": "The Sunday desk note was short this week:\n\n• I have no edge on bank solvency\n\n• I do have an edge on not panicking\n\n• cash is split over three places\n\n• spot only, no perps until Wednesday\n\nBack to soup.",
   "favorite_count": "69",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1636431698457527810",
   "id_str": "1636431698457527810",
   "created_at": "Thu Mar 16 18:18:15 +0000 2023",
   "full_text": "A few of you asked if this is the \"decoupling\".\n\nMy rule: a correlation is broken when it stays broken on a day you need it to. One weekend isn't a sample.",
   "favorite_count": "183",
   "retweet_count": "18",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1636837518341049256",
   "id_str": "1636837518341049256",
   "created_at": "Fri Mar 17 21:10:50 +0000 2023",
   "full_text": "Fed hiked into a banking scare. 4.75-5%.\n\nTwo years of tightening works slowly, then it works on a Friday.",
   "favorite_count": "606",
   "retweet_count": "56",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1639183098966967568",
   "id_str": "1639183098966967568",
   "created_at": "Fri Mar 24 08:31:20 +0000 2023",
   "full_text": "Airdrop day for the big L2. The claim page is down, the RPCs are down, the price is all over the shop.\n\nJust like the dot-com days, but with worse customer service.\n\nIf you got some: decide now what share you keep, before you see green and go stupid.",
   "favorite_count": "290",
   "retweet_count": "27",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1639953525502903941",
   "id_str": "1639953525502903941",
   "created_at": "Sun Mar 26 11:32:44 +0000 2023",
   "full_text": "I sold half my airdrop in the first hour at 1.35.\n\nA stranger has called me weak hands, in capital letters.\n\nI'd like to thank him for his liquidity.",
   "favorite_count": "424",
   "retweet_count": "43",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1640354282861495806",
   "id_str": "1640354282861495806",
   "created_at": "Mon Mar 27 14:05:12 +0000 2023",
   "full_text": "@demo_guest1 Not a prediction, just plumbing. Reserves went up, so the marginal dollar got easier. I'd drop the view the week that line turns down.",
   "favorite_count": "5",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_guest1"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1640354179782280702",
   "in_reply_to_status_id_str": "1640354179782280702",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_guest1"
  }
 },
 {
  "tweet": {
   "id": "1640438689035192527",
   "id_str": "1640438689035192527",
   "created_at": "Mon Mar 27 19:40:36 +0000 2023",
   "full_text": "What the stablecoin scare taught me, before I forget it.\n\nFive notes. The first is about me, so be kind.",
   "favorite_count": "276",
   "retweet_count": "47",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1640438701618104512",
   "id_str": "1640438701618104512",
   "created_at": "Mon Mar 27 19:40:39 +0000 2023",
   "full_text": "I had 31% of my cash in one stablecoin. I knew better. I used to write policies that forbade exactly this for grain ships.\n\nConcentration sneaks in through convenience.",
   "favorite_count": "15",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1640438689035192527",
   "in_reply_to_status_id_str": "1640438689035192527",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1640438856807351838",
   "id_str": "1640438856807351838",
   "created_at": "Mon Mar 27 19:41:16 +0000 2023",
   "full_text": "Secondly: liquidity is a weekday thing.\n\nThe redemption window was shut from Friday night to Monday morning. For 60 hours the only price was the one panicking people made among themselves.",
   "favorite_count": "33",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1640438701618104512",
   "in_reply_to_status_id_str": "1640438701618104512",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1640438949082042145",
   "id_str": "1640438949082042145",
   "created_at": "Mon Mar 27 19:41:38 +0000 2023",
   "full_text": "Third, on-chain transparency is wonderful, and it still can't show you what a bank is doing with the deposits.\n\nYou can audit the hull all you like. The leak was in the harbour.",
   "favorite_count": "33",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1640438856807351838",
   "in_reply_to_status_id_str": "1640438856807351838",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1640439070716856834",
   "id_str": "1640439070716856834",
   "created_at": "Mon Mar 27 19:42:07 +0000 2023",
   "full_text": "Fourth point is about forced selling. The pools that kept the peg by design took the worst of it, because arbitrageurs handed them the bad coin all night long.\n\nIf you provide liquidity, you're short a panic. Price it.",
   "favorite_count": "41",
   "retweet_count": "5",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1640438949082042145",
   "in_reply_to_status_id_str": "1640438949082042145",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1640439167185850238",
   "id_str": "1640439167185850238",
   "created_at": "Mon Mar 27 19:42:30 +0000 2023",
   "full_text": "What I've changed:\n\n• no more than 20% of cash with any single issuer\n\n• a week of expenses in an actual bank, two banks in fact\n\n• one written page of what to do when a peg slips\n\nDull page. I hope I never read it.",
   "favorite_count": "79",
   "retweet_count": "8",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1640439070716856834",
   "in_reply_to_status_id_str": "1640439070716856834",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1640616615605176585",
   "id_str": "1640616615605176585",
   "created_at": "Tue Mar 28 07:27:37 +0000 2023",
   "full_text": "Quarter-end. Up on the quarter, which feels illegal given how often I was confused.\n\nBest trade: doing very little on the 11th.\n\nWorst trade: doing something on the 14th.\n\nThe journal thanks you for your attention.",
   "favorite_count": "210",
   "retweet_count": "14",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1641146163262390834",
   "id_str": "1641146163262390834",
   "created_at": "Wed Mar 29 18:31:51 +0000 2023",
   "full_text": "A 28k $BTC with three dead banks behind it. Whoever wrote this year's script has read my diary.",
   "favorite_count": "906",
   "retweet_count": "84",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1642281624269752866",
   "id_str": "1642281624269752866",
   "created_at": "Sat Apr 01 21:43:46 +0000 2023",
   "full_text": "Staked $ETH unlocks this month and everyone's bracing for a flood of supply.\n\nWhen the whole room is standing by the left door, I go and look at the right one.",
   "favorite_count": "214",
   "retweet_count": "16",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "ETH"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1643277704360886674",
   "id_str": "1643277704360886674",
   "created_at": "Tue Apr 04 15:41:50 +0000 2023",
   "full_text": "People keep asking for my price target. I don't have one. I have a level where I'd buy more, a level where I'd sell some, and a kettle.",
   "favorite_count": "771",
   "retweet_count": "75",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1643281164661689986",
   "id_str": "1643281164661689986",
   "created_at": "Tue Apr 04 15:55:35 +0000 2023",
   "full_text": "30k and the mood changed overnight. Suddenly there are \"institutions\".\n\nThey were here at 16k too. They just didn't have a spokesman.",
   "favorite_count": "336",
   "retweet_count": "30",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1644367296459703956",
   "id_str": "1644367296459703956",
   "created_at": "Fri Apr 07 15:51:29 +0000 2023",
   "full_text": "Unlock came, $ETH rallied 10%.\n\nThe feared event is usually priced by the people who fear it. They sold in March, in advance, carefully, to me. https://t.co/d7RkVw2HcX",
   "favorite_count": "313",
   "retweet_count": "40",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "ETH"
     }
    ],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/d7RkVw2HcX",
      "expanded_url": "https://example.invalid/d7RkVw2HcX"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1645516321846199927",
   "id_str": "1645516321846199927",
   "created_at": "Mon Apr 10 19:57:18 +0000 2023",
   "full_text": "My checklist before any buy, in pencil, from the inside cover:\n\nWho's selling to me, and why?\n\nWhat do they know?\n\nWhere am I wrong?\n\nHow big?\n\nHow do I get out on a bad day?\n\nWould I do it again if the price screen were blank?\n\nSix questions, two minutes. I fail the second one most often.",
   "favorite_count": "497",
   "retweet_count": "49",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1646183845327802012",
   "id_str": "1646183845327802012",
   "created_at": "Wed Apr 12 16:09:48 +0000 2023",
   "full_text": "Somebody launched a frog and it's worth 300 million.\n\nI ran the fundamentals. It's green.",
   "favorite_count": "331",
   "retweet_count": "26",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1646428863984566419",
   "id_str": "1646428863984566419",
   "created_at": "Thu Apr 13 08:23:25 +0000 2023",
   "full_text": "Every meme season I tell myself the same thing: a lottery ticket is fine as long as it's bought with lottery money.\n\nThen I look at what people actually put in.",
   "favorite_count": "83",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1646901721428918715",
   "id_str": "1646901721428918715",
   "created_at": "Fri Apr 14 15:42:23 +0000 2023",
   "full_text": "Volatility this low makes people bored, and boredom makes people lever up.\n\nSo the calm itself manufactures the storm. I find that rather elegant. https://t.co/Qe9dFh4WuB",
   "favorite_count": "331",
   "retweet_count": "30",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/Qe9dFh4WuB",
      "expanded_url": "https://example.invalid/Qe9dFh4WuB"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1647209226826679229",
   "id_str": "1647209226826679229",
   "created_at": "Sat Apr 15 12:04:18 +0000 2023",
   "full_text": "Taxes done. The software imported 4,112 transactions and classified 900 of them as \"unknown\".\n\nSo did I, to be honest.",
   "favorite_count": "486",
   "retweet_count": "33",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1648355261674422944",
   "id_str": "1648355261674422944",
   "created_at": "Tue Apr 18 15:58:14 +0000 2023",
   "full_text": "This is the cleanest chart on exchange balances I've seen all month. Coins leaving for two years, and the pace picked up after the scare. https://t.co/aQ7mXe2LpK",
   "favorite_count": "138",
   "retweet_count": "16",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/aQ7mXe2LpK",
      "expanded_url": "https://example.invalid/aQ7mXe2LpK"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1648584471999417684",
   "id_str": "1648584471999417684",
   "created_at": "Wed Apr 19 07:09:02 +0000 2023",
   "full_text": "I keep a list of trades I didn't take. It's longer than the list of trades I did.\n\nOn average the skipped ones would have lost money.\n\nRestraint has a P&amp;L too. You just have to write it down to see it.",
   "favorite_count": "282",
   "retweet_count": "26",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1648973283980215799",
   "id_str": "1648973283980215799",
   "created_at": "Thu Apr 20 08:54:02 +0000 2023",
   "full_text": "A thought on leverage from the marine world.\n\nBallast makes a ship slower. It also makes the ship come back upright.\n\nSpot is ballast.",
   "favorite_count": "95",
   "retweet_count": "8",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1651485307171769480",
   "id_str": "1651485307171769480",
   "created_at": "Thu Apr 27 07:15:55 +0000 2023",
   "full_text": "@demo_saltmarsh Yes to the level, no to the leverage. The same idea at 1x survives a wick, and wicks are the only thing this market guarantees.",
   "favorite_count": "25",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_saltmarsh"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1651484933509614728",
   "in_reply_to_status_id_str": "1651484933509614728",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_saltmarsh"
  }
 },
 {
  "tweet": {
   "id": "1652979993539512299",
   "id_str": "1652979993539512299",
   "created_at": "Mon May 01 10:15:16 +0000 2023",
   "full_text": "The Fed went to 5.25% and hinted at a pause. Markets heard the hint, skipped the hike.\n\nSelective hearing is the most reliable indicator I follow.",
   "favorite_count": "390",
   "retweet_count": "32",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1653762071851960636",
   "id_str": "1653762071851960636",
   "created_at": "Wed May 03 14:02:58 +0000 2023",
   "full_text": "Fees on Bitcoin just went above the block subsidy because people are minting jokes on it.\n\nThe purists are furious.\n\nThe miners have asked the jokes to continue.",
   "favorite_count": "205",
   "retweet_count": "20",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1653771785860024189",
   "id_str": "1653771785860024189",
   "created_at": "Wed May 03 14:41:34 +0000 2023",
   "full_text": "If your frog is up 40x, here's the most boring sentence you'll read today: take out what you put in.\n\nAfter that it's the market's frog.",
   "favorite_count": "516",
   "retweet_count": "41",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1653773643936695172",
   "id_str": "1653773643936695172",
   "created_at": "Wed May 03 14:48:57 +0000 2023",
   "full_text": "Debt ceiling season. A yearly play in which everybody knows the ending &amp; the actors still get paid.",
   "favorite_count": "333",
   "retweet_count": "32",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1655315587527607198",
   "id_str": "1655315587527607198",
   "created_at": "Sun May 07 20:56:05 +0000 2023",
   "full_text": "I don't trade the debt ceiling.\n\nI trade what comes after it: the Treasury has to refill its account, and that drains cash from everywhere else.\n\nSix to seven hundred billion by the end of summer, if the documents are right.\n\nPencil in a softer June. Not a crash, just less water under the keel.",
   "favorite_count": "251",
   "retweet_count": "20",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1655628570686391618",
   "id_str": "1655628570686391618",
   "created_at": "Mon May 08 17:39:46 +0000 2023",
   "full_text": "How to read a token's documents in eleven minutes:\n\nSkip the vision. Find the supply table.\n\nNote who can mint.\n\nNote who can pause.\n\nSee what the treasury holds other than its own coin.\n\nCheck the date of the last audit against the date of the last upgrade.\n\nNow read the vision, and see if you still feel anything.",
   "favorite_count": "436",
   "retweet_count": "31",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1656300775011256590",
   "id_str": "1656300775011256590",
   "created_at": "Wed May 10 14:10:52 +0000 2023",
   "full_text": "Small confession.\n\nI was long a little governance token for fourteen months because I liked the founder's writing.\n\nDown 71%.\n\nGood prose isn't a moat. I say this as someone who writes for fun.",
   "favorite_count": "178",
   "retweet_count": "20",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1657311333839801732",
   "id_str": "1657311333839801732",
   "created_at": "Sat May 13 09:06:28 +0000 2023",
   "full_text": "Open interest &lt; spot volume for the first time in a while. A healthier mix than March, and about a third as entertaining.",
   "favorite_count": "386",
   "retweet_count": "37",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1658151486485434286",
   "id_str": "1658151486485434286",
   "created_at": "Mon May 15 16:44:56 +0000 2023",
   "full_text": "Patience looks exactly like laziness from the outside. Inside it's mostly coffee. ☕",
   "favorite_count": "144",
   "retweet_count": "13",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1658859921208250341",
   "id_str": "1658859921208250341",
   "created_at": "Wed May 17 15:40:00 +0000 2023",
   "full_text": "A friend asked what separates traders who last from those who don't.\n\nAfter ten years of watching both: those who last are rarely the cleverest. They're the ones who stay the same size on Friday as they were on Monday.\n\nThe clever ones double up on Thursday.",
   "favorite_count": "221",
   "retweet_count": "16",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1659225798734777940",
   "id_str": "1659225798734777940",
   "created_at": "Thu May 18 15:53:52 +0000 2023",
   "full_text": "What actually moved $BTC this month, in order:\n\n1. Real yields\n\n2. Market makers leaving the US\n\n3. Monkeys, frogs, and assorted dogs\n\n4. A thread somebody wrote about the lunar calendar\n\nFundamental research, in other words.",
   "favorite_count": "478",
   "retweet_count": "43",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1662875812099001197",
   "id_str": "1662875812099001197",
   "created_at": "Sun May 28 17:37:43 +0000 2023",
   "full_text": "Two of the big US market makers are stepping back.\n\nDepth at 1% from mid is half of what it was in the autumn.\n\nSame order, bigger footprint. If your fills feel worse, you're not imagining it. https://t.co/w8HbCf3RqD",
   "favorite_count": "155",
   "retweet_count": "11",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/w8HbCf3RqD",
      "expanded_url": "https://example.invalid/w8HbCf3RqD"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1662883978408887518",
   "id_str": "1662883978408887518",
   "created_at": "Sun May 28 18:10:10 +0000 2023",
   "full_text": "My worst habit is checking price to see how I feel about my thesis.\n\nIt should go the other way round.",
   "favorite_count": "435",
   "retweet_count": "45",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1663200212153273137",
   "id_str": "1663200212153273137",
   "created_at": "Mon May 29 15:06:46 +0000 2023",
   "full_text": "A short field guide to narratives, because we're about to get several at once.\n\nI've traded nine of them since 2017. Made money on four. Here's what I now look for. 👇",
   "favorite_count": "907",
   "retweet_count": "168",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1663200354759608989",
   "id_str": "1663200354759608989",
   "created_at": "Mon May 29 15:07:20 +0000 2023",
   "full_text": "1. Is there a number that grows without the price growing?\n\nUsers, fees, anything. If the only rising metric is the token, you've found a mirror.",
   "favorite_count": "95",
   "retweet_count": "6",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1663200212153273137",
   "in_reply_to_status_id_str": "1663200212153273137",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1663200514143161453",
   "id_str": "1663200514143161453",
   "created_at": "Mon May 29 15:07:58 +0000 2023",
   "full_text": "2. How many ways are there to own it?\n\nOne clean vehicle and a narrative can run a long time. Forty copycats in a week and the bid gets split forty ways.",
   "favorite_count": "24",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1663200354759608989",
   "in_reply_to_status_id_str": "1663200354759608989",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1663200547697591411",
   "id_str": "1663200547697591411",
   "created_at": "Mon May 29 15:08:06 +0000 2023",
   "full_text": "3. Who's late?\n\nWhen funds with quarterly letters still have no exposure, there's a buyer left. When the letters mention it on page one, that buyer has been and gone.",
   "favorite_count": "57",
   "retweet_count": "6",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1663200514143161453",
   "in_reply_to_status_id_str": "1663200514143161453",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1663200660943801973",
   "id_str": "1663200660943801973",
   "created_at": "Mon May 29 15:08:33 +0000 2023",
   "full_text": "4. What's the unlock schedule?\n\nThe best story of 2021 lost to a spreadsheet of vesting dates. I had the spreadsheet. I didn't open it.",
   "favorite_count": "90",
   "retweet_count": "7",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1663200547697591411",
   "in_reply_to_status_id_str": "1663200547697591411",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1663200715469753992",
   "id_str": "1663200715469753992",
   "created_at": "Mon May 29 15:08:46 +0000 2023",
   "full_text": "5. And the exit.\n\nNarratives don't end with bad news. They end with a better narrative somewhere else, on a quiet afternoon, while you're explaining the old one to your dentist.",
   "favorite_count": "13",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1663200660943801973",
   "in_reply_to_status_id_str": "1663200660943801973",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1663200879047608427",
   "id_str": "1663200879047608427",
   "created_at": "Mon May 29 15:09:25 +0000 2023",
   "full_text": "That's my whole method. Write your own five and keep them near the screen. Mine has a coffee ring on number four, which feels right.",
   "favorite_count": "20",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1663200715469753992",
   "in_reply_to_status_id_str": "1663200715469753992",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1663446224860088378",
   "id_str": "1663446224860088378",
   "created_at": "Tue May 30 07:24:20 +0000 2023",
   "full_text": "Range is 26k to 28k.\n\nI've sold the top of it twice and bought the bottom of it once.\n\nThree small wins, and I can feel myself getting fond of it.\n\nAt some point it breaks and makes me look silly. I've budgeted for it.",
   "favorite_count": "275",
   "retweet_count": "14",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1664382934578103289",
   "id_str": "1664382934578103289",
   "created_at": "Thu Jun 01 21:26:29 +0000 2023",
   "full_text": "Two lawsuits in two days against the two biggest venues. I read both, so you don't have to: 136 pages of one, 101 of the other.\n\nShort version: it'll take years, and the alts named in it will feel it in hours.",
   "favorite_count": "114",
   "retweet_count": "19",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1664545585492922083",
   "id_str": "1664545585492922083",
   "created_at": "Fri Jun 02 08:12:48 +0000 2023",
   "full_text": "Saturday morning, thin books, and a basket of alts down 25% in an hour.\n\nNo news. Somebody had to be flat by Monday and didn't get to choose the price.\n\nI bid low and walked the dog. Two of five got filled.",
   "favorite_count": "174",
   "retweet_count": "13",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1664594994394039540",
   "id_str": "1664594994394039540",
   "created_at": "Fri Jun 02 11:29:08 +0000 2023",
   "full_text": "@demo_kelpforest It's not your fault, it was a liquidation of somebody else's book. You can still decide whether you want the position today. Ignore what you paid.",
   "favorite_count": "2",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_kelpforest"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1664594736696001780",
   "in_reply_to_status_id_str": "1664594736696001780",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_kelpforest"
  }
 },
 {
  "tweet": {
   "id": "1666113017869241487",
   "id_str": "1666113017869241487",
   "created_at": "Tue Jun 06 16:01:13 +0000 2023",
   "full_text": "When everything I own falls together, I ask one question: which of these would I buy first if I had none?\n\nThat one stays. The rest were company.",
   "favorite_count": "342",
   "retweet_count": "26",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1666147809620921840",
   "id_str": "1666147809620921840",
   "created_at": "Tue Jun 06 18:19:28 +0000 2023",
   "full_text": "Fed skips. \"Skip\" is a lovely word, it makes a central bank sound like a child on a pavement.",
   "favorite_count": "110",
   "retweet_count": "13",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1666515654276023832",
   "id_str": "1666515654276023832",
   "created_at": "Wed Jun 07 18:41:09 +0000 2023",
   "full_text": "The world's largest asset manager has filed for a spot Bitcoin ETF.\n\nIn the same fortnight as the lawsuits.\n\nOne hand closes the casino, the other hand applies for the gift shop.",
   "favorite_count": "303",
   "retweet_count": "26",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1666791408792503443",
   "id_str": "1666791408792503443",
   "created_at": "Thu Jun 08 12:56:54 +0000 2023",
   "full_text": "Their record on ETF filings is something like 575 to 1.\n\nThat's not a guarantee. That's a base rate, and I was trained to respect those.\n\nAdded on the retest of 26.5k. Size accordingly.",
   "favorite_count": "168",
   "retweet_count": "22",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1668558586508217896",
   "id_str": "1668558586508217896",
   "created_at": "Tue Jun 13 09:59:02 +0000 2023",
   "full_text": "From 25k to 30.5k on a filing. No flows, no approval, no product.\n\nOnly the expectation that a very large shop might one day let very ordinary people buy it.\n\nExpectations are the cheapest input &amp; the most expensive output in this business.",
   "favorite_count": "299",
   "retweet_count": "20",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1668655185523642314",
   "id_str": "1668655185523642314",
   "created_at": "Tue Jun 13 16:22:53 +0000 2023",
   "full_text": "$BTC dominance at 51%. Every alt holder is waiting for rotation.\n\nIt comes. It always comes later than the rent does.",
   "favorite_count": "160",
   "retweet_count": "22",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1670831739892662493",
   "id_str": "1670831739892662493",
   "created_at": "Mon Jun 19 16:31:44 +0000 2023",
   "full_text": "Notes from a dinner with people who don't care about markets:\n\nNobody mentioned crypto.\n\nNobody mentioned AI stocks either, they mentioned AI homework.\n\nOne person asked if I was \"still doing that\".\n\nSentiment check complete. I'm staying long.",
   "favorite_count": "376",
   "retweet_count": "37",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1672992104248247404",
   "id_str": "1672992104248247404",
   "created_at": "Sun Jun 25 15:36:15 +0000 2023",
   "full_text": "Half the year done. The asset everybody buried in November is up 83%.\n\nBurials are a lagging indicator.",
   "favorite_count": "210",
   "retweet_count": "21",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1673797624525753719",
   "id_str": "1673797624525753719",
   "created_at": "Tue Jun 27 20:57:06 +0000 2023",
   "full_text": "I was wrong about June. I'd pencilled in softer, and it was softer for nine days &amp; then it flew.\n\nThe reasoning was right: the Treasury did refill.\n\nThe cash came from a corner that I hadn't counted, the Fed's reverse repo, which is down by a few hundred billion.\n\nAlways ask which pocket. $BTC doesn't care how full the wallet is in total.",
   "favorite_count": "243",
   "retweet_count": "22",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1674023433270198854",
   "id_str": "1674023433270198854",
   "created_at": "Wed Jun 28 11:54:23 +0000 2023",
   "full_text": "Good risk management feels like paying for a gym you never visit, until the one month the doctor says it saved you.",
   "favorite_count": "138",
   "retweet_count": "8",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1674743335220152578",
   "id_str": "1674743335220152578",
   "created_at": "Fri Jun 30 11:35:01 +0000 2023",
   "full_text": "RT @demo_ledgerfox: An ETF does not change what bitcoin is. It changes who has to have an opinion about it.",
   "favorite_count": "0",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_ledgerfox"
     }
    ],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1674780802937785429",
   "id_str": "1674780802937785429",
   "created_at": "Fri Jun 30 14:03:54 +0000 2023",
   "full_text": "Some of you hold twenty-two coins.\n\nI've seen the screenshots.\n\nYou don't have a portfolio, you've got an aquarium.\n\nPretty, expensive, and something floats to the surface every week.",
   "favorite_count": "454",
   "retweet_count": "38",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1674811794650041854",
   "id_str": "1674811794650041854",
   "created_at": "Fri Jun 30 16:07:03 +0000 2023",
   "full_text": "I went back through 214 trades of mine from the past eighteen months. The results are mildly humiliating, so naturally I'm publishing them.",
   "favorite_count": "518",
   "retweet_count": "102",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1674811903701942507",
   "id_str": "1674811903701942507",
   "created_at": "Fri Jun 30 16:07:29 +0000 2023",
   "full_text": "Win rate: 43%.\n\nAverage win 2.1 times the average loss. That's the only reason I'm still here and not back pricing containers of frozen fish.",
   "favorite_count": "44",
   "retweet_count": "5",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1674811794650041854",
   "in_reply_to_status_id_str": "1674811794650041854",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1674812042113975948",
   "id_str": "1674812042113975948",
   "created_at": "Fri Jun 30 16:08:02 +0000 2023",
   "full_text": "Time of day matters more than I thought.\n\nTrades opened between 7am and noon: comfortably positive. Trades opened after 10pm: negative, every single quarter.\n\nIt isn't the market that changes at night. It's me and the wine.",
   "favorite_count": "30",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1674811903701942507",
   "in_reply_to_status_id_str": "1674811903701942507",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1674812155360186077",
   "id_str": "1674812155360186077",
   "created_at": "Fri Jun 30 16:08:29 +0000 2023",
   "full_text": "Trades with a written reason of more than one sentence did worse than trades with one short sentence.\n\nIf I need a paragraph, I'm persuading myself.",
   "favorite_count": "18",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1674812042113975948",
   "in_reply_to_status_id_str": "1674812042113975948",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1674812285383607114",
   "id_str": "1674812285383607114",
   "created_at": "Fri Jun 30 16:09:00 +0000 2023",
   "full_text": "The worst bucket by far is \"re-entry within an hour of being stopped\". 31 trades, -14% of everything I made elsewhere.\n\nThat's a tantrum with a ticker.",
   "favorite_count": "33",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1674812155360186077",
   "in_reply_to_status_id_str": "1674812155360186077",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1674812302160824866",
   "id_str": "1674812302160824866",
   "created_at": "Fri Jun 30 16:09:04 +0000 2023",
   "full_text": "So, three new rules. No entries after ten. One-sentence reasons. And an hour's walk after each stop, with the phone at home.\n\nThe dog approves of rule three.",
   "favorite_count": "25",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1674812285383607114",
   "in_reply_to_status_id_str": "1674812285383607114",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1675941383631801167",
   "id_str": "1675941383631801167",
   "created_at": "Mon Jul 03 18:55:38 +0000 2023",
   "full_text": "A judge has decided that the same token was a security on Monday and wasn't on Tuesday, depending on who bought it.\n\nAlts up 20% on the reading comprehension of lawyers.\n\nFine by me. I sold a little into it.",
   "favorite_count": "215",
   "retweet_count": "25",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1676258091332534593",
   "id_str": "1676258091332534593",
   "created_at": "Tue Jul 04 15:54:07 +0000 2023",
   "full_text": "Boring is a position like any other. I'm fully allocated.",
   "favorite_count": "295",
   "retweet_count": "31",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1677362862617529621",
   "id_str": "1677362862617529621",
   "created_at": "Fri Jul 07 17:04:05 +0000 2023",
   "full_text": "Realised volatility is the lowest in years. Things that have happened at this level of vol before:\n\n• 2016: a long grind up\n\n• 2018: a halving in three weeks\n\n• early 2023: plus 40% in January\n\nThe lesson is size, not direction. Something's coming &amp; it doesn't care which way you lean.",
   "favorite_count": "591",
   "retweet_count": "54",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1677384886907834186",
   "id_str": "1677384886907834186",
   "created_at": "Fri Jul 07 18:31:36 +0000 2023",
   "full_text": "CPI at 3.0%. A year ago it was 9.1.\n\nIf you'd told me that path in advance I'd have guessed Bitcoin at 50k, not 30k. So either it's late or I don't know what it trades on.\n\nCould be both.",
   "favorite_count": "177",
   "retweet_count": "17",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1677662050710454669",
   "id_str": "1677662050710454669",
   "created_at": "Sat Jul 08 12:52:57 +0000 2023",
   "full_text": "You scan your eyeball, you get a coin.\n\nI've been in this industry for a while, and that's the first whitepaper I wanted to read with sunglasses on.",
   "favorite_count": "258",
   "retweet_count": "20",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1678781841798073363",
   "id_str": "1678781841798073363",
   "created_at": "Tue Jul 11 15:02:36 +0000 2023",
   "full_text": "Eleven hikes.\n\n5.5%.\n\nI can now earn in a money market fund what I used to take real risk for in DeFi.\n\nThe hurdle rate is the story of this year. Almost every pitch I get ignores it.",
   "favorite_count": "259",
   "retweet_count": "23",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1679059869627319743",
   "id_str": "1679059869627319743",
   "created_at": "Wed Jul 12 09:27:23 +0000 2023",
   "full_text": "Small trick for sitting still.\n\nI set alerts 4% either side of price and close the chart.\n\nIf neither rings, nothing happened. Whatever I'd have seen in between was weather.",
   "favorite_count": "295",
   "retweet_count": "28",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1679427642979257120",
   "id_str": "1679427642979257120",
   "created_at": "Thu Jul 13 09:48:47 +0000 2023",
   "full_text": "An exploit in a compiler. Not in a contract: in the thing which turns code into contracts.\n\nThe pool was audited. The tool wasn't.\n\nI've halved my LP positions until I understand what else I'm standing on.",
   "favorite_count": "330",
   "retweet_count": "33",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1679906011739064957",
   "id_str": "1679906011739064957",
   "created_at": "Fri Jul 14 17:29:39 +0000 2023",
   "full_text": "Our industry's summer reading list, going by my inbox:\n\nNine threads on why the halving is priced in.\n\nNine on why it can't be.\n\nOne on gas optimisation, which was excellent.\n\nA horoscope.\n\nAn invitation to lend at 22%, no risk.\n\nI read the horoscope twice. It told me to be wary of invitations.",
   "favorite_count": "123",
   "retweet_count": "6",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1679923963360185395",
   "id_str": "1679923963360185395",
   "created_at": "Fri Jul 14 18:40:59 +0000 2023",
   "full_text": "My rule after an exploit is to withdraw first and read second. The post-mortem will still be there on Tuesday. The liquidity won't.",
   "favorite_count": "204",
   "retweet_count": "19",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1682652777542583960",
   "id_str": "1682652777542583960",
   "created_at": "Sat Jul 22 07:24:19 +0000 2023",
   "full_text": "How do you know it's a crowded trade? Everyone explains it in the same words.",
   "favorite_count": "538",
   "retweet_count": "57",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1683059742471095611",
   "id_str": "1683059742471095611",
   "created_at": "Sun Jul 23 10:21:27 +0000 2023",
   "full_text": "Weekend reading: a 1934 book on speculation, second-hand, pencil notes in the margin from somebody who lost money in sugar.\n\nPage 61, underlined twice: \"I knew. I knew and did it anyway.\"\n\nNinety years and no software update.",
   "favorite_count": "235",
   "retweet_count": "17",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1683097059193785441",
   "id_str": "1683097059193785441",
   "created_at": "Sun Jul 23 12:49:44 +0000 2023",
   "full_text": "@demo_tidewatch I'd separate the two: the ruling matters for listings, the rally was short covering. One lasts for years and the other for lunch.",
   "favorite_count": "4",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_tidewatch"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1683096968999472225",
   "in_reply_to_status_id_str": "1683096968999472225",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_tidewatch"
  }
 },
 {
  "tweet": {
   "id": "1687114782995382843",
   "id_str": "1687114782995382843",
   "created_at": "Thu Aug 03 14:54:44 +0000 2023",
   "full_text": "US credit downgraded on a Tuesday evening. Bonds fell, stocks fell, $BTC moved 0.4% and went back to sleep.\n\nDigital gold, analogue pulse.",
   "favorite_count": "164",
   "retweet_count": "17",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1687174161757112649",
   "id_str": "1687174161757112649",
   "created_at": "Thu Aug 03 18:50:41 +0000 2023",
   "full_text": "There's an app where you buy shares in people.\n\nThe price goes up the more people buy in, which is charmingly honest about how fame works.\n\nI'm told that I trade at 0.02 ETH.\n\nUndervalued, but the insider is selling.",
   "favorite_count": "527",
   "retweet_count": "50",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1687505641796536827",
   "id_str": "1687505641796536827",
   "created_at": "Fri Aug 04 16:47:52 +0000 2023",
   "full_text": "A new L2 opened and the first thing to launch on it was a scam. The second thing was an investigation of the scam. The third had liquidity.\n\nEvery frontier town gets built in that order.",
   "favorite_count": "527",
   "retweet_count": "62",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1687511220220854475",
   "id_str": "1687511220220854475",
   "created_at": "Fri Aug 04 17:10:02 +0000 2023",
   "full_text": "Long bonds are the chart of the month. 10-year at 4.2% and nobody's hiking.\n\nWhen yields rise on supply rather than growth, I cut whatever lives far out on the risk curve. That's most of my alts.",
   "favorite_count": "437",
   "retweet_count": "41",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1687806096569272664",
   "id_str": "1687806096569272664",
   "created_at": "Sat Aug 05 12:41:46 +0000 2023",
   "full_text": "Twenty minutes.\n\n$BTC, 29k to 25.4k.\n\nA billion in liquidations, and I'd bet eight in ten people couldn't name the cause.\n\nLow volatility had trained everyone to carry size. Then the tide took the furniture.",
   "favorite_count": "122",
   "retweet_count": "9",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1688564091188153901",
   "id_str": "1688564091188153901",
   "created_at": "Mon Aug 07 14:53:46 +0000 2023",
   "full_text": "I was stopped on half, kept the spot, and slept badly. That's about the right outcome for a bad day.\n\nIf you slept well, you were either flat or asleep at the wheel.",
   "favorite_count": "255",
   "retweet_count": "28",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1689332189885368302",
   "id_str": "1689332189885368302",
   "created_at": "Wed Aug 09 17:45:55 +0000 2023",
   "full_text": "Post-flush checklist:\n\n1. Has open interest actually been reset, or just dented?\n\n2. Is spot bidding or are perps bouncing?\n\n3. Do I want to buy, or do I want it to be last week again?\n\nAnswers today: reset, spot, last week. So I wait.",
   "favorite_count": "822",
   "retweet_count": "89",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1691367484289976795",
   "id_str": "1691367484289976795",
   "created_at": "Tue Aug 15 08:33:27 +0000 2023",
   "full_text": "A drop without news is more informative than a drop with it. News gives people an excuse. Without an excuse you're looking at naked positioning.",
   "favorite_count": "195",
   "retweet_count": "14",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1692580007244728828",
   "id_str": "1692580007244728828",
   "created_at": "Fri Aug 18 16:51:35 +0000 2023",
   "full_text": "Why I like spot in August: nobody's ever had a spot position closed for them while they were on a ferry.",
   "favorite_count": "88",
   "retweet_count": "5",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1693164449952697461",
   "id_str": "1693164449952697461",
   "created_at": "Sun Aug 20 07:33:57 +0000 2023",
   "full_text": "The holiday reading has been exchange terms and conditions. Chapter 14 is where they take your collateral.\n\nBeautiful prose. Very moving.",
   "favorite_count": "329",
   "retweet_count": "32",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1693967684334521812",
   "id_str": "1693967684334521812",
   "created_at": "Tue Aug 22 12:45:43 +0000 2023",
   "full_text": "Court says the regulator was \"arbitrary and capricious\" in turning down the conversion of the big trust to an ETF.\n\nI've dated people like that.\n\nBTC +7%, the discount on the trust narrowing, and January is now a date in the diary.",
   "favorite_count": "746",
   "retweet_count": "74",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1694338779575226082",
   "id_str": "1694338779575226082",
   "created_at": "Wed Aug 23 13:20:19 +0000 2023",
   "full_text": "Three days later and the whole court rally has been given back.\n\nGood news that can't hold is worth exactly one thing: it tells you who's in charge this month. Sellers are.",
   "favorite_count": "115",
   "retweet_count": "9",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1694742376477623000",
   "id_str": "1694742376477623000",
   "created_at": "Thu Aug 24 16:04:04 +0000 2023",
   "full_text": "Dear anyone thinking of quitting their job to trade in August of a dull year: do it for six months with the job first. Rent changes your time horizon, and your time horizon is your edge.",
   "favorite_count": "189",
   "retweet_count": "14",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1695912457270199316",
   "id_str": "1695912457270199316",
   "created_at": "Sun Aug 27 21:33:33 +0000 2023",
   "full_text": "Half my stop-outs this year were fine ideas at a poor moment. The other half were poor ideas.\n\nFrom the P&amp;L alone you can't tell them apart. That's what the journal's for.",
   "favorite_count": "731",
   "retweet_count": "68",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1696464465425337398",
   "id_str": "1696464465425337398",
   "created_at": "Tue Aug 29 10:07:02 +0000 2023",
   "full_text": "@demo_guest2 Depends who pays. If fees come from users I'm interested, if they come from emissions it's just a very slow refund.",
   "favorite_count": "3",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_guest2"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1696464418180697142",
   "in_reply_to_status_id_str": "1696464418180697142",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_guest2"
  }
 },
 {
  "tweet": {
   "id": "1696860441277368212",
   "id_str": "1696860441277368212",
   "created_at": "Wed Aug 30 12:20:30 +0000 2023",
   "full_text": "\"Why is crypto falling if nothing happened?\"\n\nA short answer for my sister, who asked, and for everyone else who didn't dare to.",
   "favorite_count": "313",
   "retweet_count": "57",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1696860529357752245",
   "id_str": "1696860529357752245",
   "created_at": "Wed Aug 30 12:20:51 +0000 2023",
   "full_text": "Think of the market as a harbour full of boats tied to one another.\n\nOn quiet days people tie on more boats. It's cheap, the water's flat, and why not.",
   "favorite_count": "37",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1696860441277368212",
   "in_reply_to_status_id_str": "1696860441277368212",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1696860592272311617",
   "id_str": "1696860592272311617",
   "created_at": "Wed Aug 30 12:21:06 +0000 2023",
   "full_text": "Some of those boats are borrowed. If they drift by 10%, the owner comes to collect them. Immediately, at any price.\n\nThat's a liquidation. Nobody decided to sell. A rule did.",
   "favorite_count": "57",
   "retweet_count": "6",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1696860529357752245",
   "in_reply_to_status_id_str": "1696860529357752245",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1696860659381176474",
   "id_str": "1696860659381176474",
   "created_at": "Wed Aug 30 12:21:22 +0000 2023",
   "full_text": "So a small wave moves one boat, whose owner pulls it out, which tugs on the next one. Twenty minutes later half the harbour has left and it wasn't even windy.",
   "favorite_count": "23",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1696860592272311617",
   "in_reply_to_status_id_str": "1696860592272311617",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1696860671964089843",
   "id_str": "1696860671964089843",
   "created_at": "Wed Aug 30 12:21:25 +0000 2023",
   "full_text": "What to do about it? Tie on to fewer boats. Own yours outright.\n\nAnd keep a little cash for the auction afterwards. There's always an auction afterwards.",
   "favorite_count": "25",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1696860659381176474",
   "in_reply_to_status_id_str": "1696860659381176474",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1697609996956599413",
   "id_str": "1697609996956599413",
   "created_at": "Fri Sep 01 13:58:58 +0000 2023",
   "full_text": "September's reputation is deserved, the way that a dog's is: it mostly lies there, but people remember the bite.",
   "favorite_count": "122",
   "retweet_count": "7",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1698347267519414428",
   "id_str": "1698347267519414428",
   "created_at": "Sun Sep 03 14:48:37 +0000 2023",
   "full_text": "Where I think we are, in plain words. The sellers of 2022 are done, the buyers of 2024 have no vehicle yet, and the few of us in between are trading the same coins back and forth for exercise.\n\nIt's a waiting room with a chart on the wall.\n\nBring a book.",
   "favorite_count": "97",
   "retweet_count": "12",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1698693763167162301",
   "id_str": "1698693763167162301",
   "created_at": "Mon Sep 04 13:45:28 +0000 2023",
   "full_text": "Been asked to review a token deck. Forty slides.\n\nSlide 3 says \"community-owned\".\n\nSlide 37 says 18% community.\n\nEverything between the two is typography.",
   "favorite_count": "583",
   "retweet_count": "50",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1698756228936632852",
   "id_str": "1698756228936632852",
   "created_at": "Mon Sep 04 17:53:41 +0000 2023",
   "full_text": "Sitting in T-bills at 5.4% and waiting for a fat pitch isn't cowardice. It's being paid to read.",
   "favorite_count": "189",
   "retweet_count": "16",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1699041970090935053",
   "id_str": "1699041970090935053",
   "created_at": "Tue Sep 05 12:49:07 +0000 2023",
   "full_text": "An estate is allowed to sell three billion of tokens, mostly $SOL. The court order caps it at 100m a week.\n\nEverybody front-ran it down to 17.50.\n\nThat's what I call an overhang: big, slow, known. I've started a small position at 18, because the scary seller has a speed limit.",
   "favorite_count": "192",
   "retweet_count": "11",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "SOL"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1699779286791094562",
   "id_str": "1699779286791094562",
   "created_at": "Thu Sep 07 13:38:57 +0000 2023",
   "full_text": "Someone sent me a course on \"mindset\" for 1,900 dollars.\n\nHere's mine for free:\n\nSleep.\n\nSize down.\n\nWrite it down.\n\nDon't trade angry, drunk, or in an airport.\n\nAsk yourself what you'd do with no position. Do that.",
   "favorite_count": "298",
   "retweet_count": "28",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1700132501713848281",
   "id_str": "1700132501713848281",
   "created_at": "Fri Sep 08 13:02:30 +0000 2023",
   "full_text": "Fed holds but takes two cuts out of next year. 10-year goes through 4.4%.\n\n\"Higher for longer\" is a simple message. Markets needed fourteen months to read it.",
   "favorite_count": "129",
   "retweet_count": "8",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1701156683641784897",
   "id_str": "1701156683641784897",
   "created_at": "Mon Sep 11 08:52:14 +0000 2023",
   "full_text": "What would I do with fresh money today? Two thirds bills, one third BTC, and nothing that needs a community manager.",
   "favorite_count": "637",
   "retweet_count": "65",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1702614074258361220",
   "id_str": "1702614074258361220",
   "created_at": "Fri Sep 15 09:23:23 +0000 2023",
   "full_text": "Green September for $BTC, against a dollar that rose eleven weeks running and bonds that couldn't get off the floor.\n\nRelative strength shows itself on ugly days. I've written it down with a star. https://t.co/Pn3xGq8LbZ",
   "favorite_count": "84",
   "retweet_count": "6",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/Pn3xGq8LbZ",
      "expanded_url": "https://example.invalid/Pn3xGq8LbZ"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1703424690615225899",
   "id_str": "1703424690615225899",
   "created_at": "Sun Sep 17 15:04:29 +0000 2023",
   "full_text": "Nobody brags about the trade they didn't blow up on. Somebody should. I'd read that account.",
   "favorite_count": "536",
   "retweet_count": "39",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1703777830040505123",
   "id_str": "1703777830040505123",
   "created_at": "Mon Sep 18 14:27:44 +0000 2023",
   "full_text": "Our sailing club has a sign: \"The sea doesn't know you're experienced.\"\n\nI've made a copy for the desk and crossed out the sea.",
   "favorite_count": "160",
   "retweet_count": "16",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1704080214193081097",
   "id_str": "1704080214193081097",
   "created_at": "Tue Sep 19 10:29:18 +0000 2023",
   "full_text": "Watching long-term holders rather than price.\n\nThe supply that hasn't moved in a year is near 70%, an all-time high.\n\nThat number can't tell me when. It does tell me how little is for sale when the when arrives. https://t.co/Jm2vLg0KyS",
   "favorite_count": "123",
   "retweet_count": "9",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/Jm2vLg0KyS",
      "expanded_url": "https://example.invalid/Jm2vLg0KyS"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1704418669360056493",
   "id_str": "1704418669360056493",
   "created_at": "Wed Sep 20 08:54:12 +0000 2023",
   "full_text": "If ETF approval is certain, why are we at 26k?\n\nIf it's doubtful, why aren't we at 20k?\n\nBecause most money can't act on \"probably\". That's the gap you get paid for.",
   "favorite_count": "248",
   "retweet_count": "25",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1705254325711800470",
   "id_str": "1705254325711800470",
   "created_at": "Fri Sep 22 16:14:48 +0000 2023",
   "full_text": "$ETH is the cleanest example of good asset, bad trade this year.\n\nLess supply. More use. Lower against Bitcoin every month.\n\nBeing right on the fundamentals and wrong on the pair costs exactly as much as being wrong.",
   "favorite_count": "281",
   "retweet_count": "22",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "ETH"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1706291858109366437",
   "id_str": "1706291858109366437",
   "created_at": "Mon Sep 25 12:57:35 +0000 2023",
   "full_text": "@demo_basisbeth The carry's thin, I know. Still prefer it to the alternative, which is me, bored, with a perp account and an opinion.",
   "favorite_count": "5",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_basisbeth"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1706291488742178981",
   "in_reply_to_status_id_str": "1706291488742178981",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_basisbeth"
  }
 },
 {
  "tweet": {
   "id": "1707040730117047131",
   "id_str": "1707040730117047131",
   "created_at": "Wed Sep 27 14:33:20 +0000 2023",
   "full_text": "Five lessons from marine insurance which turned out to be trading lessons.\n\nNobody asked. It's raining and the boat's in the yard.",
   "favorite_count": "158",
   "retweet_count": "29",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1707040809808823975",
   "id_str": "1707040809808823975",
   "created_at": "Wed Sep 27 14:33:39 +0000 2023",
   "full_text": "One. The price of a risk has nothing to do with how scared you feel about it.\n\nPirates get the headlines. Badly stowed cargo sinks more ships. In markets, hacks get headlines; oversized positions sink more people.",
   "favorite_count": "8",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1707040730117047131",
   "in_reply_to_status_id_str": "1707040730117047131",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1707040843363257933",
   "id_str": "1707040843363257933",
   "created_at": "Wed Sep 27 14:33:47 +0000 2023",
   "full_text": "Two. Never insure two ships in the same convoy and call it diversification.",
   "favorite_count": "32",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1707040809808823975",
   "in_reply_to_status_id_str": "1707040809808823975",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1707040956609462365",
   "id_str": "1707040956609462365",
   "created_at": "Wed Sep 27 14:34:14 +0000 2023",
   "full_text": "Three: read the exclusions first. The brochure says what's covered. The exclusions say what will actually happen to you.\n\nToken docs have them as well. Look for the words \"at the team's discretion\".",
   "favorite_count": "78",
   "retweet_count": "8",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1707040843363257933",
   "in_reply_to_status_id_str": "1707040843363257933",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1707041103410105738",
   "id_str": "1707041103410105738",
   "created_at": "Wed Sep 27 14:34:49 +0000 2023",
   "full_text": "Four. A quiet decade makes premiums cheap, and cheap premiums make everyone careless. The best underwriter I knew raised prices when nothing had gone wrong for a while.\n\nThey called him a pessimist. He retired early.",
   "favorite_count": "60",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1707040956609462365",
   "in_reply_to_status_id_str": "1707040956609462365",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1707041191490490276",
   "id_str": "1707041191490490276",
   "created_at": "Wed Sep 27 14:35:10 +0000 2023",
   "full_text": "Five. Pay claims quickly. When you've lost, take the loss, close the file, go home.\n\nAn open claim costs more in sleep than it ever did in money.",
   "favorite_count": "6",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1707041103410105738",
   "in_reply_to_status_id_str": "1707041103410105738",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1707041216656313517",
   "id_str": "1707041216656313517",
   "created_at": "Wed Sep 27 14:35:16 +0000 2023",
   "full_text": "That's all from me today. If this thread was useful to you, follow @tessharrow_demo for more notes on risk, cycles and patience, and share the first post so that somebody else can find it. ⚓",
   "favorite_count": "13",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "tessharrow_demo"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1707041191490490276",
   "in_reply_to_status_id_str": "1707041191490490276",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1708519473935287739",
   "id_str": "1708519473935287739",
   "created_at": "Sun Oct 01 16:29:20 +0000 2023",
   "full_text": "A fake headline about ETF approval took $BTC from 27.9k to 30k and back inside half an hour.\n\nA hundred million in liquidations because of an intern with a post button.\n\nBut look: the market has just shown us what it does with the real one.",
   "favorite_count": "564",
   "retweet_count": "46",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1709103606264761059",
   "id_str": "1709103606264761059",
   "created_at": "Tue Oct 03 07:10:28 +0000 2023",
   "full_text": "I think the fake-out was the best piece of information of the year. A free dress rehearsal.\n\nShorts got a look at their own funeral. Some will leave early.",
   "favorite_count": "121",
   "retweet_count": "15",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1709566296716214788",
   "id_str": "1709566296716214788",
   "created_at": "Wed Oct 04 13:49:02 +0000 2023",
   "full_text": "Ten-year at 5%. Stocks falling, bonds falling, gold up, $BTC up.\n\nWhatever this is, it isn't \"risk-on\". Somebody's buying things which can't be printed. https://t.co/v1TyMs6JkE",
   "favorite_count": "166",
   "retweet_count": "15",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/v1TyMs6JkE",
      "expanded_url": "https://example.invalid/v1TyMs6JkE"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1709568058323894403",
   "id_str": "1709568058323894403",
   "created_at": "Wed Oct 04 13:56:02 +0000 2023",
   "full_text": "34k. In a day.\n\nI had a trim order at 31.5k that filled like a dream and now reads like a ransom note.",
   "favorite_count": "208",
   "retweet_count": "19",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1711391053837240629",
   "id_str": "1711391053837240629",
   "created_at": "Mon Oct 09 14:39:58 +0000 2023",
   "full_text": "Regret check after a big move:\n\n• did I follow the plan? Yes\n\n• did the plan make money? Yes\n\n• could I have made more? Always\n\n• will I remember only the third one? Also yes",
   "favorite_count": "222",
   "retweet_count": "22",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1711653319472058133",
   "id_str": "1711653319472058133",
   "created_at": "Tue Oct 10 08:02:07 +0000 2023",
   "full_text": "There's a beautiful asymmetry in a coin everyone has already buried. $SOL through 30 and I'm still getting messages explaining that it's dead.\n\nSold a fifth, kept the rest. The dead are walking rather briskly.",
   "favorite_count": "209",
   "retweet_count": "19",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "SOL"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1711707363079097742",
   "id_str": "1711707363079097742",
   "created_at": "Tue Oct 10 11:36:52 +0000 2023",
   "full_text": "Questions for a project's founder, from an old underwriter who's had a few lunches:\n\nWhat breaks first?\n\nWho's been here longer than you?\n\nWhat did you stop doing last year?\n\nWhen would you give the money back?\n\nWhich competitor do you use at home?\n\nIf all five answers come fast, I assume they've been rehearsed.\n\nThe good ones wince at number four.",
   "favorite_count": "355",
   "retweet_count": "36",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1711766569874359690",
   "id_str": "1711766569874359690",
   "created_at": "Tue Oct 10 15:32:08 +0000 2023",
   "full_text": "To the person who wrote that technical analysis is astrology: my stop was at 26,450, the low was 26,530, and I'm a Capricorn.",
   "favorite_count": "132",
   "retweet_count": "11",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1714632307110839347",
   "id_str": "1714632307110839347",
   "created_at": "Wed Oct 18 13:19:33 +0000 2023",
   "full_text": "Gold and Bitcoin rising together while real yields go up.\n\nMy macro model says that can't happen. My model has been asked to leave the room.",
   "favorite_count": "153",
   "retweet_count": "12",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1714932799632314317",
   "id_str": "1714932799632314317",
   "created_at": "Thu Oct 19 09:13:36 +0000 2023",
   "full_text": "How I tell a spot-led rally from a perp-led one, roughly:\n\nFunding is flat or barely positive.\n\nThe US premium on $BTC &gt; 0 during US hours.\n\nOpen interest grows slower than price.\n\nTwo out of three this week. I'll take it.",
   "favorite_count": "243",
   "retweet_count": "22",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1716356128306104345",
   "id_str": "1716356128306104345",
   "created_at": "Mon Oct 23 07:29:24 +0000 2023",
   "full_text": "New modular token goes live on Halloween with a free float of fourteen percent. Cute date, scary cap table.",
   "favorite_count": "247",
   "retweet_count": "21",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1717222289830838512",
   "id_str": "1717222289830838512",
   "created_at": "Wed Oct 25 16:51:13 +0000 2023",
   "full_text": "No strong view on the next 5%.\n\nStrong view that people are underexposed for the next fifty.\n\nI hold both thoughts with one hand on the stop.",
   "favorite_count": "198",
   "retweet_count": "15",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1717584291820470892",
   "id_str": "1717584291820470892",
   "created_at": "Thu Oct 26 16:49:41 +0000 2023",
   "full_text": "Airdrop farming has become a profession with spreadsheets, hired staff and burnout. Congratulations, you've reinvented accounting.",
   "favorite_count": "403",
   "retweet_count": "34",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1717589966713784145",
   "id_str": "1717589966713784145",
   "created_at": "Thu Oct 26 17:12:14 +0000 2023",
   "full_text": "@demo_ledgerfox Read the filing again, page 9: cash creation only. That one detail changes who has to source coins and when.",
   "favorite_count": "7",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_ledgerfox"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1717589623116400465",
   "in_reply_to_status_id_str": "1717589623116400465",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_ledgerfox"
  }
 },
 {
  "tweet": {
   "id": "1717920104575927705",
   "id_str": "1717920104575927705",
   "created_at": "Fri Oct 27 15:04:05 +0000 2023",
   "full_text": "What happens in the first weeks of a spot ETF, as far as I can work it out from the boring documents.\n\nNot a forecast of price. Just who has to do what. 👇",
   "favorite_count": "423",
   "retweet_count": "76",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1717920175879097016",
   "id_str": "1717920175879097016",
   "created_at": "Fri Oct 27 15:04:22 +0000 2023",
   "full_text": "Seed capital goes in before launch. Small, tens of millions, and usually announced by somebody who should've waited.",
   "favorite_count": "14",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1717920104575927705",
   "in_reply_to_status_id_str": "1717920104575927705",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1717920217822134827",
   "id_str": "1717920217822134827",
   "created_at": "Fri Oct 27 15:04:32 +0000 2023",
   "full_text": "Day one you'll see enormous volume. Most of that is rotation and market makers trading with each other.\n\nVolume isn't flow. Wait for the creations number, published in the evening.",
   "favorite_count": "14",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1717920175879097016",
   "in_reply_to_status_id_str": "1717920175879097016",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1717920339456954017",
   "id_str": "1717920339456954017",
   "created_at": "Fri Oct 27 15:05:01 +0000 2023",
   "full_text": "There's one special case: the old trust converts. It holds over 600k coins, and its owners have been locked in at a discount for two years.\n\nSome of them will want out. That's supply with a fee disadvantage and a grudge.",
   "favorite_count": "48",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1717920217822134827",
   "in_reply_to_status_id_str": "1717920217822134827",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1717920477868983724",
   "id_str": "1717920477868983724",
   "created_at": "Fri Oct 27 15:05:34 +0000 2023",
   "full_text": "Advisers arrive last. They need approvals, models, a committee, a second committee.\n\nPeople who trade this for a week will call it a failure right before that bid begins.",
   "favorite_count": "39",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1717920339456954017",
   "in_reply_to_status_id_str": "1717920339456954017",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1717920595309497255",
   "id_str": "1717920595309497255",
   "created_at": "Fri Oct 27 15:06:02 +0000 2023",
   "full_text": "So my base case is a messy launch &amp; a strong year after. I'd rather own less before the day and more once everybody is disappointed.\n\nIt's a plan. It'll be wrong in a way I haven't thought of.",
   "favorite_count": "24",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1717920477868983724",
   "in_reply_to_status_id_str": "1717920477868983724",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1720096264680377903",
   "id_str": "1720096264680377903",
   "created_at": "Thu Nov 02 15:11:22 +0000 2023",
   "full_text": "Long-end issuance came in smaller than feared, yields dropped, everything flew.\n\nA government borrowed slightly shorter than expected, and a dog coin gained 60%. If you wanted a picture of how global liquidity works, there you go.",
   "favorite_count": "132",
   "retweet_count": "12",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1720101989905335208",
   "id_str": "1720101989905335208",
   "created_at": "Thu Nov 02 15:34:07 +0000 2023",
   "full_text": "Update from the journal on hesitation.\n\nI saw the $SOL setup at 24, wrote it out, sized it, and then went to look for one more confirmation.\n\nIt arrived at 38.\n\nConfirmation had cost 14 dollars a coin, and it told me what I already knew.\n\nNext time the fee goes in the plan, or the order does.",
   "favorite_count": "236",
   "retweet_count": "18",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "SOL"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1722163993637814743",
   "id_str": "1722163993637814743",
   "created_at": "Wed Nov 08 08:07:47 +0000 2023",
   "full_text": "It's a bull market when you sell too early and still feel rich.",
   "favorite_count": "453",
   "retweet_count": "47",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1722168099861434323",
   "id_str": "1722168099861434323",
   "created_at": "Wed Nov 08 08:24:06 +0000 2023",
   "full_text": "Messages received since 35k:\n\n8 asking \"is it too late?\"\n\n3 asking \"which alts?\"\n\n1 asking how custody works.\n\nI answered the one.",
   "favorite_count": "274",
   "retweet_count": "16",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1723044025725878914",
   "id_str": "1723044025725878914",
   "created_at": "Fri Nov 10 18:24:43 +0000 2023",
   "full_text": "Rotation has begun and it's doing the textbook thing: $BTC stalls, $SOL runs, $ETH gets jealous, small caps hear the music through the wall.\n\nThe textbook also has a last chapter, in which the music stops and everybody's holding something with a cartoon on it.\n\nI'm somewhere near page 90 out of 300, I'd guess.",
   "favorite_count": "74",
   "retweet_count": "7",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     },
     {
      "text": "SOL"
     },
     {
      "text": "ETH"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1725061406258102611",
   "id_str": "1725061406258102611",
   "created_at": "Thu Nov 16 08:01:04 +0000 2023",
   "full_text": "Someone's laundry list of RWA projects crossed my desk, nineteen of them.\n\nA winery. Two car parks. Half of a racehorse.\n\nTokenised bills make sense: they pay 5%, settle on a Sunday, and don't need a mascot.\n\nThe remaining eighteen need a mascot.",
   "favorite_count": "103",
   "retweet_count": "9",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1725542249657272649",
   "id_str": "1725542249657272649",
   "created_at": "Fri Nov 17 15:51:46 +0000 2023",
   "full_text": "Let me save you a year: you'll never feel comfortable at the right moment.",
   "favorite_count": "234",
   "retweet_count": "24",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1725550176891834151",
   "id_str": "1725550176891834151",
   "created_at": "Fri Nov 17 16:23:16 +0000 2023",
   "full_text": "The largest exchange settled for 4.3 billion and changed its captain.\n\nThe market dipped for one afternoon.\n\nWithdrawals ran at about a billion a day, were paid, and stopped by the weekend.\n\nAn overhang leaves quietly. In 2022 that headline would have cost 30%.",
   "favorite_count": "327",
   "retweet_count": "30",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1726630327612345501",
   "id_str": "1726630327612345501",
   "created_at": "Mon Nov 20 15:55:24 +0000 2023",
   "full_text": "Ask me how my short on $SOL at 42 went.\n\nNo, don't.\n\nOK: it lasted nine hours, cost 0.6% of the book, and I've put it in the journal under \"hubris, subsection comedy\".",
   "favorite_count": "294",
   "retweet_count": "31",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "SOL"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1726965708354486497",
   "id_str": "1726965708354486497",
   "created_at": "Tue Nov 21 14:08:05 +0000 2023",
   "full_text": "Four kinds of people at 37k:\n\n1. In from 16k, can't believe it\n\n2. Out at 31k, won't say so\n\n3. Never in, still explaining\n\n4. In since Tuesday, 20x, teaching\n\nOnly the last group is loud.",
   "favorite_count": "273",
   "retweet_count": "29",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1727012500009910739",
   "id_str": "1727012500009910739",
   "created_at": "Tue Nov 21 17:14:01 +0000 2023",
   "full_text": "Inflation 3.2% and the 10-year has come from 5 down to 4.4 in under a month.\n\nThe easiest way to get paid in crypto this autumn was to watch a bond chart. I recommend it; the comments section is much nicer.",
   "favorite_count": "484",
   "retweet_count": "46",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1727615653508023483",
   "id_str": "1727615653508023483",
   "created_at": "Thu Nov 23 09:10:44 +0000 2023",
   "full_text": "Cash on the side feels heaviest on days like this. That's its weight. It weighs nothing on the days you need it.",
   "favorite_count": "109",
   "retweet_count": "11",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1727635920384954042",
   "id_str": "1727635920384954042",
   "created_at": "Thu Nov 23 10:31:16 +0000 2023",
   "full_text": "Every quarter I delete one indicator from my screen. This time it's the one which was right most often.\n\nRight, but late: it confirmed each move after two thirds of it had gone. Comfort has a spread too.",
   "favorite_count": "94",
   "retweet_count": "11",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1728757062038456504",
   "id_str": "1728757062038456504",
   "created_at": "Sun Nov 26 12:46:17 +0000 2023",
   "full_text": "@demo_saltmarsh Congratulations, honestly. Now do the dull bit: move tax money somewhere you can't reach on a Sunday.",
   "favorite_count": "3",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_saltmarsh"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1728756774275647672",
   "in_reply_to_status_id_str": "1728756774275647672",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_saltmarsh"
  }
 },
 {
  "tweet": {
   "id": "1728804331844536485",
   "id_str": "1728804331844536485",
   "created_at": "Sun Nov 26 15:54:07 +0000 2023",
   "full_text": "@demo_ninebells I'd frame it differently. It isn't that small caps are cheap, it's that nobody has needed to sell them yet this month.",
   "favorite_count": "4",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_ninebells"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1728804129981073573",
   "in_reply_to_status_id_str": "1728804129981073573",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_ninebells"
  }
 },
 {
  "tweet": {
   "id": "1729233195234233633",
   "id_str": "1729233195234233633",
   "created_at": "Mon Nov 27 20:18:16 +0000 2023",
   "full_text": "On unlocks.\n\nA cliff that everyone has on a calendar often marks a low.\n\nIt's the trickle nobody notices that kills you: a quarter of a percent, each morning, for three years.\n\nDaily vesting is the carbon monoxide of tokenomics.",
   "favorite_count": "198",
   "retweet_count": "13",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1729882813232054662",
   "id_str": "1729882813232054662",
   "created_at": "Wed Nov 29 15:19:37 +0000 2023",
   "full_text": "Thanksgiving liquidity is thin enough to see the bottom. I've pulled my resting orders &amp; gone for a walk.",
   "favorite_count": "328",
   "retweet_count": "27",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1731239947400119147",
   "id_str": "1731239947400119147",
   "created_at": "Sun Dec 03 09:12:23 +0000 2023",
   "full_text": "40k on a Sunday night.\n\nWhile most of the West was asleep or arguing about a turkey sandwich.\n\nBig moves like empty rooms.",
   "favorite_count": "329",
   "retweet_count": "20",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1731386479604666268",
   "id_str": "1731386479604666268",
   "created_at": "Sun Dec 03 18:54:39 +0000 2023",
   "full_text": "A liquid staking token on Solana airdropped five figures to people who'd done almost nothing.\n\nMy own share: a good used car.\n\nI've sold half of the car.\n\nAnd yes, the farming frenzy it'll start is going to be unbearable.",
   "favorite_count": "168",
   "retweet_count": "14",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1731657645552567094",
   "id_str": "1731657645552567094",
   "created_at": "Mon Dec 04 12:52:10 +0000 2023",
   "full_text": "Inscriptions are back, blocks are full, fees at 40 dollars. The same purists are livid again.\n\nCan somebody check on them?",
   "favorite_count": "91",
   "retweet_count": "11",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1731677065180088917",
   "id_str": "1731677065180088917",
   "created_at": "Mon Dec 04 14:09:20 +0000 2023",
   "full_text": "Pivot day.\n\nThree cuts pencilled in for next year and a chair who declined to push back.\n\nThe whole curve moved. I don't fight that; I just check that I'm not the one it's moving against.",
   "favorite_count": "238",
   "retweet_count": "19",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1732450725524406273",
   "id_str": "1732450725524406273",
   "created_at": "Wed Dec 06 17:23:35 +0000 2023",
   "full_text": "I've started getting my lunch recommendations from a taxi driver who owns $INJ. He's up 12x, so he picks the restaurant now.",
   "favorite_count": "383",
   "retweet_count": "24",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "INJ"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1734870734074807511",
   "id_str": "1734870734074807511",
   "created_at": "Wed Dec 13 09:39:50 +0000 2023",
   "full_text": "Read the fee section before the flows. At 20 basis points nobody's in it for the margin, they're in it for the next twenty years of your pension. https://t.co/m4KdY8sWq1",
   "favorite_count": "50",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/m4KdY8sWq1",
      "expanded_url": "https://example.invalid/m4KdY8sWq1"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1735330849223609927",
   "id_str": "1735330849223609927",
   "created_at": "Thu Dec 14 16:08:10 +0000 2023",
   "full_text": "Year-end housekeeping, in the order I do it:\n\nWithdraw from venues I no longer use.\n\nRevoke approvals, all of them.\n\nCheck that the seed backup is readable by someone who isn't me.\n\nNote every position in one line.\n\nCancel two subscriptions.\n\nForgive one trade.\n\nThe last takes longest.",
   "favorite_count": "386",
   "retweet_count": "37",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1735681400763320479",
   "id_str": "1735681400763320479",
   "created_at": "Fri Dec 15 15:21:08 +0000 2023",
   "full_text": "Rules for a party at which people find out what you do:\n\nSay \"insurance\".\n\nIf pressed, say \"shipping\".\n\nIf they've got their phone out, it's too late, look at the coin.\n\nNever say \"it depends\", they'll take that as a yes.\n\nAsk what they'd lose without noticing.\n\nLeave before the karaoke.",
   "favorite_count": "197",
   "retweet_count": "16",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1735717127844793747",
   "id_str": "1735717127844793747",
   "created_at": "Fri Dec 15 17:43:06 +0000 2023",
   "full_text": "Seen on a mug: \"Not financial advice\". Seen on the inside of the mug: \"up 400%\".",
   "favorite_count": "491",
   "retweet_count": "38",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1736311196480439224",
   "id_str": "1736311196480439224",
   "created_at": "Sun Dec 17 09:03:43 +0000 2023",
   "full_text": "Everybody agrees ETF approval is \"sell the news\". If everyone has agreed to sell, who's left holding what they plan to sell?\n\nI don't know. That's why I'm smaller than I would like, and not flat.",
   "favorite_count": "170",
   "retweet_count": "9",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1737520997331894909",
   "id_str": "1737520997331894909",
   "created_at": "Wed Dec 20 17:11:02 +0000 2023",
   "full_text": "Four times this year I was certain. Two were right. I bet the same on all four, and thank goodness, because certainty is a mood and has no correlation with anything.",
   "favorite_count": "348",
   "retweet_count": "34",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1738567685895094668",
   "id_str": "1738567685895094668",
   "created_at": "Sat Dec 23 14:30:12 +0000 2023",
   "full_text": "Bonk is a fine word for what a 20x in a month does to the brain.",
   "favorite_count": "166",
   "retweet_count": "16",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1739271104230327236",
   "id_str": "1739271104230327236",
   "created_at": "Mon Dec 25 13:05:20 +0000 2023",
   "full_text": "Here's my 2023 in one paragraph. Started scared, ended greedy. Made most of the money in nine days, none of which I predicted. Lost most of what I lost on four evenings, all of which I could have predicted. Read eleven books. Sailed 340 miles. Would sail again.",
   "favorite_count": "292",
   "retweet_count": "26",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1739322819998649096",
   "id_str": "1739322819998649096",
   "created_at": "Mon Dec 25 16:30:50 +0000 2023",
   "full_text": "For next year I've written three lines:\n\n• survive the launch\n\n• don't marry an alt\n\n• when the barber asks, trim\n\nHe's asked twice already, about hair.",
   "favorite_count": "256",
   "retweet_count": "14",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1739743781319608061",
   "id_str": "1739743781319608061",
   "created_at": "Tue Dec 26 20:23:35 +0000 2023",
   "full_text": "https://t.co/Zp3vRk9TqA",
   "favorite_count": "242",
   "retweet_count": "17",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/Zp3vRk9TqA",
      "expanded_url": "https://example.invalid/Zp3vRk9TqA"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1739768003425209053",
   "id_str": "1739768003425209053",
   "created_at": "Tue Dec 26 21:59:50 +0000 2023",
   "full_text": "Predictions are cheap, so here are seven, with what would make me drop each of them.\n\nGrade me in a year. I'll be around, it's a small harbour.",
   "favorite_count": "163",
   "retweet_count": "33",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1739768036979640208",
   "id_str": "1739768036979640208",
   "created_at": "Tue Dec 26 21:59:58 +0000 2023",
   "full_text": "1/ The ETF gets approved in January and the first month disappoints.\n\nDropped if: net flows beat 2bn in two weeks and the old trust doesn't bleed.",
   "favorite_count": "59",
   "retweet_count": "5",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1739768003425209053",
   "in_reply_to_status_id_str": "1739768003425209053",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1739768078922681565",
   "id_str": "1739768078922681565",
   "created_at": "Tue Dec 26 22:00:08 +0000 2023",
   "full_text": "2/ Bitcoin sees a new high before the halving. It's never done that, which is why nobody's positioned for it.\n\nDropped below 37k on a weekly close.",
   "favorite_count": "54",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1739768036979640208",
   "in_reply_to_status_id_str": "1739768036979640208",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1739768229917623039",
   "id_str": "1739768229917623039",
   "created_at": "Tue Dec 26 22:00:44 +0000 2023",
   "full_text": "3/ ETH lags until its own filing comes into view, then has six good weeks.\n\nDropped if ETH/BTC goes under 0.048. I'd rather be out than clever.",
   "favorite_count": "43",
   "retweet_count": "8",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1739768078922681565",
   "in_reply_to_status_id_str": "1739768078922681565",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1739768305415094643",
   "id_str": "1739768305415094643",
   "created_at": "Tue Dec 26 22:01:02 +0000 2023",
   "full_text": "4/ At least one L1 that nobody names in this year's outlooks ends in the top fifteen.\n\nI can't trade this. I just believe it.",
   "favorite_count": "43",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1739768229917623039",
   "in_reply_to_status_id_str": "1739768229917623039",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1739768418661302298",
   "id_str": "1739768418661302298",
   "created_at": "Tue Dec 26 22:01:29 +0000 2023",
   "full_text": "5/ Points replace tokens as the thing which people farm, and by summer everybody hates points.\n\nDropped if a single project publishes its formula up front.",
   "favorite_count": "17",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1739768305415094643",
   "in_reply_to_status_id_str": "1739768305415094643",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1739768464798650101",
   "id_str": "1739768464798650101",
   "created_at": "Tue Dec 26 22:01:40 +0000 2023",
   "full_text": "6/ Rate cuts come later than the market says, and matter less.\n\nThe hurdle rate at 5% hasn't stopped anyone so far this year.",
   "favorite_count": "30",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1739768418661302298",
   "in_reply_to_status_id_str": "1739768418661302298",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1739768607404984829",
   "id_str": "1739768607404984829",
   "created_at": "Tue Dec 26 22:02:14 +0000 2023",
   "full_text": "7/ I'll break one of my own rules, in public, at a bad price.\n\nNo conditions on this one.",
   "favorite_count": "20",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1739768464798650101",
   "in_reply_to_status_id_str": "1739768464798650101",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1739973788562361010",
   "id_str": "1739973788562361010",
   "created_at": "Wed Dec 27 11:37:33 +0000 2023",
   "full_text": "Last light of the year on the water, flat as a tabletop. Contango is in her winter cover and so am I.\n\nThanks for reading my nonsense. Be liquid, be kind, and back up your keys.",
   "favorite_count": "138",
   "retweet_count": "8",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1742201714766775069",
   "id_str": "1742201714766775069",
   "created_at": "Tue Jan 02 15:10:32 +0000 2024",
   "full_text": "Year three of writing here. The house rules haven't changed:\n\nNo paid posts.\n\nNo coins under 100m, because I'd be the liquidity.\n\nIf I own it, I say so.\n\nIf I'm wrong, it stays up.\n\nAnd I don't do price targets on a Sunday.",
   "favorite_count": "443",
   "retweet_count": "39",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1742460926948281256",
   "id_str": "1742460926948281256",
   "created_at": "Wed Jan 03 08:20:33 +0000 2024",
   "full_text": "$BTC opened the year at 42k and did 45k before most people had put the kettle on.\n\nThen a single research note said \"rejection\" and we lost 8% in an hour and a half.\n\nNothing about the filing had changed between breakfast and lunch.\n\nWhat changed is that everyone leaning the same way felt the floor move.",
   "favorite_count": "650",
   "retweet_count": "60",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1742947856282550613",
   "id_str": "1742947856282550613",
   "created_at": "Thu Jan 04 16:35:26 +0000 2024",
   "full_text": "A regulator's own account got hacked and announced the approval a day early. The market bought it, sold it, and was then asked to do the whole thing again for real. I've seen am-dram with tighter rehearsals.",
   "favorite_count": "131",
   "retweet_count": "11",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1743230980191161375",
   "id_str": "1743230980191161375",
   "created_at": "Fri Jan 05 11:20:28 +0000 2024",
   "full_text": "Approved. Ten years of applications, and it comes down to a PDF that crashed the website.\n\nI've nothing clever to add today. I remember paying for coffee with 0.03 of a coin in 2013 and thinking the barista got a bad deal. ☕",
   "favorite_count": "418",
   "retweet_count": "29",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1743334847935416815",
   "id_str": "1743334847935416815",
   "created_at": "Fri Jan 05 18:13:12 +0000 2024",
   "full_text": "First-day volume: 4.6 billion.\n\nBefore you draw the rocket, remember what volume is. A coin sold by a tourist to a market maker to a hedger counts three times.\n\nCreations come out tonight. That's the number.\n\nI'll look at it once, write it down, and go to bed.",
   "favorite_count": "135",
   "retweet_count": "9",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1745164713718714144",
   "id_str": "1745164713718714144",
   "created_at": "Wed Jan 10 19:24:26 +0000 2024",
   "full_text": "Down 15% since the launch.\n\n\"Sell the news\" was correct, and I hate it, because it was also obvious. Obvious things aren't supposed to work.\n\nI trimmed a quarter at 47k with a limit I'd set in December. December me is the better trader. She doesn't read the comments.",
   "favorite_count": "176",
   "retweet_count": "18",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1745195155977145634",
   "id_str": "1745195155977145634",
   "created_at": "Wed Jan 10 21:25:24 +0000 2024",
   "full_text": "Outflows from the old trust: 600m in a day. An estate is selling its whole stake, and a lender will be next.\n\nThese are sellers who don't look at price. They have a date.\n\nFinite sellers with a date are my favourite kind of seller. I bid into them slowly, in slices, and I keep a tally of how much they have left.",
   "favorite_count": "135",
   "retweet_count": "12",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1745465231406007025",
   "id_str": "1745465231406007025",
   "created_at": "Thu Jan 11 15:18:35 +0000 2024",
   "full_text": "My nephew has asked what the difference is between investing and trading.\n\nInvesting is when you'd be happy if the exchange closed for five years.\n\nTrading is when you'd mind if it closed for lunch.\n\nTrouble starts when you do one with the other one's money.",
   "favorite_count": "162",
   "retweet_count": "14",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1747878080279481640",
   "id_str": "1747878080279481640",
   "created_at": "Thu Jan 18 07:06:23 +0000 2024",
   "full_text": "On paper everybody wants to buy forced selling. In practice it means bidding for something that falls every day at the same hour while clever people explain why it has further to go.",
   "favorite_count": "181",
   "retweet_count": "18",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1747993620771767147",
   "id_str": "1747993620771767147",
   "created_at": "Thu Jan 18 14:45:30 +0000 2024",
   "full_text": "38.5k. I've put on my three-slice bid from the December page:\n\n1. 40.2k, filled\n\n2. 38.6k, filled\n\n3. 36.9k, not filled, and I'm at peace with that\n\nWhat I did not do is move the third one up because I was feeling good about the first two.",
   "favorite_count": "211",
   "retweet_count": "18",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1748011668861881703",
   "id_str": "1748011668861881703",
   "created_at": "Thu Jan 18 15:57:13 +0000 2024",
   "full_text": "Airdrop of the month is a Solana aggregator's. A million wallets.\n\nMy advice on the claim is the same as ever. Decide on the percentage the night before, when you're tired and cynical.\n\nMine says sell 60, keep 40, review in six months.\n\nTomorrow's version of you will have seen a green candle and can't be trusted with scissors.",
   "favorite_count": "180",
   "retweet_count": "6",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1748391370814393900",
   "id_str": "1748391370814393900",
   "created_at": "Fri Jan 19 17:06:01 +0000 2024",
   "full_text": "Worth saying plainly: the fund complex is now buying around ten times what the miners produce.\n\nIt doesn't have to keep going. It only has to go on longer than the trust has coins.\n\nMy tally gives that about five more weeks. https://t.co/rT8wNc5VhJ",
   "favorite_count": "37",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/rT8wNc5VhJ",
      "expanded_url": "https://example.invalid/rT8wNc5VhJ"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1749344752890809556",
   "id_str": "1749344752890809556",
   "created_at": "Mon Jan 22 08:14:25 +0000 2024",
   "full_text": "@demo_guest3 No, the creations figure is a day late for two of the ten. Add them on Thursday and the outflow story looks rather different.",
   "favorite_count": "11",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_guest3"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1749344581092117716",
   "in_reply_to_status_id_str": "1749344581092117716",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_guest3"
  }
 },
 {
  "tweet": {
   "id": "1749823071318968688",
   "id_str": "1749823071318968688",
   "created_at": "Tue Jan 23 15:55:05 +0000 2024",
   "full_text": "@demo_kelpforest I'd rather miss it. There's a bus every eleven minutes in this market and most of them are going off the same cliff.",
   "favorite_count": "11",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_kelpforest"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1749822946764917104",
   "in_reply_to_status_id_str": "1749822946764917104",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_kelpforest"
  }
 },
 {
  "tweet": {
   "id": "1749872232756153143",
   "id_str": "1749872232756153143",
   "created_at": "Tue Jan 23 19:10:26 +0000 2024",
   "full_text": "Everyone's an expert on fund flows this week, so here's a plain guide to reading them without fooling yourself 🧵",
   "favorite_count": "229",
   "retweet_count": "37",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1749872371168183278",
   "id_str": "1749872371168183278",
   "created_at": "Tue Jan 23 19:10:59 +0000 2024",
   "full_text": "1/ Net is the only number.\n\nInflow into the new funds minus outflow from the old trust. Quoting one of them without the other is marketing.",
   "favorite_count": "52",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1749872232756153143",
   "in_reply_to_status_id_str": "1749872232756153143",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1749872480220089403",
   "id_str": "1749872480220089403",
   "created_at": "Tue Jan 23 19:11:25 +0000 2024",
   "full_text": "2/ Lag.\n\nSome issuers report same day, some report T+1. A \"zero day\" is often a form that hasn't been filed.",
   "favorite_count": "38",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1749872371168183278",
   "in_reply_to_status_id_str": "1749872371168183278",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1749872505385911368",
   "id_str": "1749872505385911368",
   "created_at": "Tue Jan 23 19:11:31 +0000 2024",
   "full_text": "3/ Price drives flow as much as the other way round.\n\nBig inflows after a 10% day aren't prophecy. They're people.",
   "favorite_count": "26",
   "retweet_count": "6",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1749872480220089403",
   "in_reply_to_status_id_str": "1749872480220089403",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1749872656380854656",
   "id_str": "1749872656380854656",
   "created_at": "Tue Jan 23 19:12:07 +0000 2024",
   "full_text": "4/ Compare with issuance and with turnover.\n\nTwo hundred million is fourteen days of new coins, and it's also a slow hour of futures. Both of those are true, pick the horizon you trade.",
   "favorite_count": "28",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1749872505385911368",
   "in_reply_to_status_id_str": "1749872505385911368",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1749872790598585350",
   "id_str": "1749872790598585350",
   "created_at": "Tue Jan 23 19:12:39 +0000 2024",
   "full_text": "5/ Basis trades.\n\nA hedge fund long the ETF &amp; short the future is a flow with no opinion. When the basis shrinks, watch that money walk back out without anyone having changed their mind.",
   "favorite_count": "33",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1749872656380854656",
   "in_reply_to_status_id_str": "1749872656380854656",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1749872891261881898",
   "id_str": "1749872891261881898",
   "created_at": "Tue Jan 23 19:13:03 +0000 2024",
   "full_text": "So when somebody says \"institutions are buying\", ask them which ones, hedged or not, and who sold.\n\nYou'll be left off the guest list. It's quieter out here anyway.",
   "favorite_count": "47",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1749872790598585350",
   "in_reply_to_status_id_str": "1749872790598585350",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1750074159133625675",
   "id_str": "1750074159133625675",
   "created_at": "Wed Jan 24 08:32:49 +0000 2024",
   "full_text": "Someone asked how I stay calm. I don't. I've merely arranged things so that my panic has nothing to press. Limits live at the exchange, the app isn't on my phone, and the password's in a drawer at the boatyard.",
   "favorite_count": "197",
   "retweet_count": "12",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1750635315065783750",
   "id_str": "1750635315065783750",
   "created_at": "Thu Jan 25 21:42:39 +0000 2024",
   "full_text": "Low float, high valuation. That's the launch model of the season.\n\nSeven percent circulates. The price is set on that seven. The other ninety-three is then valued as though it could be sold.\n\nIt's a house priced by its doorknob.",
   "favorite_count": "182",
   "retweet_count": "17",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1752978437829559421",
   "id_str": "1752978437829559421",
   "created_at": "Thu Feb 01 08:53:23 +0000 2024",
   "full_text": "New year, same Fed: no cut in March, thanks for coming.\n\nRisk assets fell for about forty minutes and then remembered that they like growth.\n\nNote the change in character. In 2022 that sentence would have cost us a week. 📈",
   "favorite_count": "323",
   "retweet_count": "20",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1753054182765496101",
   "id_str": "1753054182765496101",
   "created_at": "Thu Feb 01 13:54:22 +0000 2024",
   "full_text": "Tally update on the trust. Daily outflow was 640m at the peak, then 400, then 200, and yesterday it was under 75.\n\nMeanwhile the nine newcomers take in 400 a day like it's laundry.\n\nThe line crossed. I've added the third slice at 43k, higher than I'd hoped for, with much better information. https://t.co/o6NyJz9GaW",
   "favorite_count": "137",
   "retweet_count": "13",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/o6NyJz9GaW",
      "expanded_url": "https://example.invalid/o6NyJz9GaW"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1753068741194678927",
   "id_str": "1753068741194678927",
   "created_at": "Thu Feb 01 14:52:13 +0000 2024",
   "full_text": "Paying up for confirmation hurts my pride and helps my account.",
   "favorite_count": "141",
   "retweet_count": "15",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1755224177243063658",
   "id_str": "1755224177243063658",
   "created_at": "Wed Feb 07 13:37:09 +0000 2024",
   "full_text": "There's a video model that makes films from a sentence, and so a coin about human identity is up 150%.\n\nFollow the chain of reasoning if you can. Better fakes, therefore a need for proof of person, therefore an orb, therefore a token with 1% of supply in circulation.\n\nThe first three steps are fine.",
   "favorite_count": "655",
   "retweet_count": "58",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1755982222193591266",
   "id_str": "1755982222193591266",
   "created_at": "Fri Feb 09 15:49:21 +0000 2024",
   "full_text": "A lovely thing about $BTC at 50k: nobody I know in real life has mentioned it.\n\nAt 50k in 2021 my hairdresser had a node.\n\nEither they've grown up, or they're not here.\n\nI believe it's the second. So they've still got to arrive.\n\nI've pencilled \"barber\" next to the trim plan again.",
   "favorite_count": "335",
   "retweet_count": "32",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1756070789116856270",
   "id_str": "1756070789116856270",
   "created_at": "Fri Feb 09 21:41:17 +0000 2024",
   "full_text": "How do you take profits without hating yourself?\n\nYou write a ladder before you need one.\n\n5% at each round number.\n\nNever more than half in total.\n\nNever on a day when you feel like a genius.\n\nAnd you don't look at what it did afterwards, for a month.\n\nThe last one I've never managed.",
   "favorite_count": "417",
   "retweet_count": "39",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1756353988522935077",
   "id_str": "1756353988522935077",
   "created_at": "Sat Feb 10 16:26:37 +0000 2024",
   "full_text": "Airdrop of a ZK rollup this week. Developers with one small commit got thousands. People who used it for two years got a \"thank you\".\n\nEvery allocation is a confession about whom the team needs.\n\nThey needed headlines. Noted.",
   "favorite_count": "151",
   "retweet_count": "12",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1756945863537592336",
   "id_str": "1756945863537592336",
   "created_at": "Mon Feb 12 07:38:31 +0000 2024",
   "full_text": "Half a billion a day. Then 670. The thing about advisers arriving late is that nobody sees them in the car park. https://t.co/Ux4tPk1VeM",
   "favorite_count": "265",
   "retweet_count": "25",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/Ux4tPk1VeM",
      "expanded_url": "https://example.invalid/Ux4tPk1VeM"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1758049196176312400",
   "id_str": "1758049196176312400",
   "created_at": "Thu Feb 15 08:42:46 +0000 2024",
   "full_text": "A short list of things which aren't risk management:\n\n• being right last time\n\n• a famous investor in the round\n\n• buying it in three slices when all three are today\n\n• \"the team is doxxed\"\n\n• a friend who's also in it\n\nIt's a comfort list, and comfort has a terrible Sharpe ratio.",
   "favorite_count": "113",
   "retweet_count": "13",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1758414155150263153",
   "id_str": "1758414155150263153",
   "created_at": "Fri Feb 16 08:52:59 +0000 2024",
   "full_text": "My position in one line, since people keep asking: core $BTC untouched since 2019, a trading slice that's about a third of it, $SOL from 18, a bit of $ETH for the filing, and a drawer full of T-bills so I can be insufferable about all of the above.",
   "favorite_count": "605",
   "retweet_count": "57",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     },
     {
      "text": "SOL"
     },
     {
      "text": "ETH"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1758484321661881391",
   "id_str": "1758484321661881391",
   "created_at": "Fri Feb 16 13:31:48 +0000 2024",
   "full_text": "Funding at 60% annualised on the alts.\n\nThat's what someone is paying to be long a dog with a hat.\n\nI've been on the receiving end all week: spot long, perp short, no view.\n\nIt's the least exciting trade I know, and the only one where other people's excitement gets wired to me every eight hours.\n\nIt ends with a bang. I keep the leverage at 1 and the collateral at home.",
   "favorite_count": "595",
   "retweet_count": "62",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1758557080253366390",
   "id_str": "1758557080253366390",
   "created_at": "Fri Feb 16 18:20:55 +0000 2024",
   "full_text": "If this table of restaking deposits is right, ten billion dollars are being paid in points. Not a cent of it is yield yet. Keep that in mind when you read \"APY\". https://t.co/Yb2LqGd7Ku",
   "favorite_count": "365",
   "retweet_count": "40",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/Yb2LqGd7Ku",
      "expanded_url": "https://example.invalid/Yb2LqGd7Ku"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1759603798176695975",
   "id_str": "1759603798176695975",
   "created_at": "Mon Feb 19 15:40:12 +0000 2024",
   "full_text": "Please don't send me the four-year chart with arrows.\n\nThere've been three halvings. That isn't a pattern, it's a family anecdote.\n\nWhat I can work with: issuance falls, demand is visible for the first time, and the calendar makes people brave in advance.\n\nBrave in advance is the bit that I'd trade. 📉 after, very possibly.",
   "favorite_count": "398",
   "retweet_count": "31",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1759619262575545625",
   "id_str": "1759619262575545625",
   "created_at": "Mon Feb 19 16:41:39 +0000 2024",
   "full_text": "From 52k to 63k in seventy hours. I've got three observations.\n\nSpot led the whole way, with funding only catching up at the end.\n\nThe biggest venue in the US fell over at the top, as is traditional.\n\nMy mother rang. She wanted to know about my heating, but still.\n\nThat's the first thing this month I'd call a warning sign.",
   "favorite_count": "502",
   "retweet_count": "35",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1760035085874102334",
   "id_str": "1760035085874102334",
   "created_at": "Tue Feb 20 20:13:59 +0000 2024",
   "full_text": "Moving a stop up is discipline. Moving it down is fiction.",
   "favorite_count": "335",
   "retweet_count": "28",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1761054419186616475",
   "id_str": "1761054419186616475",
   "created_at": "Fri Feb 23 15:44:27 +0000 2024",
   "full_text": "@demo_ledgerfox I did check. It's 312k coins in the new ones, 450k left in the old, so net since launch about +140k. Still think it's priced?",
   "favorite_count": "9",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_ledgerfox"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1761054268862761115",
   "in_reply_to_status_id_str": "1761054268862761115",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_ledgerfox"
  }
 },
 {
  "tweet": {
   "id": "1762242933945270403",
   "id_str": "1762242933945270403",
   "created_at": "Mon Feb 26 22:27:11 +0000 2024",
   "full_text": "People ask for my routine. It's aggressively dull.\n\nHere's a normal weekday, with the reasons.",
   "favorite_count": "684",
   "retweet_count": "127",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1762243013637049569",
   "id_str": "1762243013637049569",
   "created_at": "Mon Feb 26 22:27:30 +0000 2024",
   "full_text": "06:40. Coffee, no screens. I write one sentence about how I feel.\n\nIf the sentence contains the word \"finally\" or \"revenge\", I trade half-size that day. ☕",
   "favorite_count": "38",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1762242933945270403",
   "in_reply_to_status_id_str": "1762242933945270403",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1762243072357305203",
   "id_str": "1762243072357305203",
   "created_at": "Mon Feb 26 22:27:44 +0000 2024",
   "full_text": "07:00. Overnight map: rates, dollar, oil, then crypto last.\n\nDo it in reverse and you'll spend the morning finding macro reasons for what coins did at 3am.",
   "favorite_count": "19",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1762243013637049569",
   "in_reply_to_status_id_str": "1762243013637049569",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1762243122688950451",
   "id_str": "1762243122688950451",
   "created_at": "Mon Feb 26 22:27:56 +0000 2024",
   "full_text": "07:30. Levels. Two above, two below, each with an action next to it.\n\nA level with no action is decoration.",
   "favorite_count": "57",
   "retweet_count": "6",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1762243072357305203",
   "in_reply_to_status_id_str": "1762243072357305203",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1762243156243382391",
   "id_str": "1762243156243382391",
   "created_at": "Mon Feb 26 22:28:04 +0000 2024",
   "full_text": "08:00 to 11:00. Orders, if any. Usually none.\n\nI've counted: 61% of my days have no trade at all. Those days pay for the others, because they cost nothing and I don't arrive tired.",
   "favorite_count": "51",
   "retweet_count": "7",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1762243122688950451",
   "in_reply_to_status_id_str": "1762243122688950451",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1762243269489593245",
   "id_str": "1762243269489593245",
   "created_at": "Mon Feb 26 22:28:31 +0000 2024",
   "full_text": "Afternoon: read one long document. A filing, a governance vote, a contract. Most are worthless. Roughly one in twelve has been worth more than all of the charts that month.",
   "favorite_count": "156",
   "retweet_count": "16",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1762243156243382391",
   "in_reply_to_status_id_str": "1762243156243382391",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1762243332404153807",
   "id_str": "1762243332404153807",
   "created_at": "Mon Feb 26 22:28:46 +0000 2024",
   "full_text": "Evening: close the book, walk the dog, mark the journal out of ten for process. The P&amp;L isn't allowed into the mark.\n\nThat's it. If you were hoping for four monitors and a cold plunge, I'm sorry.",
   "favorite_count": "81",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1762243269489593245",
   "in_reply_to_status_id_str": "1762243269489593245",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1762243412095929800",
   "id_str": "1762243412095929800",
   "created_at": "Mon Feb 26 22:29:05 +0000 2024",
   "full_text": "And that's all for today. If this thread was useful to you, follow @tessharrow_demo for more notes on risk, cycles and patience, and share the first post so that somebody else can find it. ⚓",
   "favorite_count": "15",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "tessharrow_demo"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1762243332404153807",
   "in_reply_to_status_id_str": "1762243332404153807",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1763107547771832484",
   "id_str": "1763107547771832484",
   "created_at": "Thu Feb 29 07:42:51 +0000 2024",
   "full_text": "Beware of a chart you love. I had a flawless cup-and-handle on a gaming token and forgot that people would need to want the game.",
   "favorite_count": "621",
   "retweet_count": "59",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1763478118724537028",
   "id_str": "1763478118724537028",
   "created_at": "Fri Mar 01 08:15:22 +0000 2024",
   "full_text": "New all-time high at 69.2k, held for roughly the length of a sneeze, and then 14% straight down to 59k.\n\nFor three years everyone swore they'd sell \"when we're back\". It seems that some of them are people of their word.",
   "favorite_count": "147",
   "retweet_count": "13",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1763479880332215804",
   "id_str": "1763479880332215804",
   "created_at": "Fri Mar 01 08:22:22 +0000 2024",
   "full_text": "What the 14% drop told me:\n\n• who was levered: everybody\n\n• who bought it: the ETFs, next morning, on schedule\n\n• how long fear lasted: nineteen hours\n\nIn a bear market bounces are violent and short. In a bull market that's the dips.",
   "favorite_count": "563",
   "retweet_count": "61",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1763491846681526554",
   "id_str": "1763491846681526554",
   "created_at": "Fri Mar 01 09:09:55 +0000 2024",
   "full_text": "The last cycle never made a new high before the halving. This one did.\n\nSo much for the arrows.\n\nI graded my December page: predictions 1 and 2 get full marks. On the third, ETH, I've got egg on my keyboard.",
   "favorite_count": "293",
   "retweet_count": "22",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1764760166462394158",
   "id_str": "1764760166462394158",
   "created_at": "Mon Mar 04 21:09:46 +0000 2024",
   "full_text": "Presales are back. You send SOL to an address belonging to a person with a cartoon face, and then you hope.\n\nNo contract, no refund, no name.\n\nA hundred million dollars of hope last weekend alone.\n\nI've spent my whole working life pricing trust. I've never seen it sold this cheap by buyers.",
   "favorite_count": "384",
   "retweet_count": "41",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1765653700015032080",
   "id_str": "1765653700015032080",
   "created_at": "Thu Mar 07 08:20:21 +0000 2024",
   "full_text": "Upgrade day for Ethereum. Fees on the rollups fell by 90%.\n\nGreat for users.\n\nFine for rollups.\n\nRather awkward for people who own ETH because of fee burn.\n\nBoth things can be true: the network got better &amp; the cash flow got worse.\n\nI've reduced. I still like it. I like lots of things I don't own.",
   "favorite_count": "142",
   "retweet_count": "10",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1766024455517112835",
   "id_str": "1766024455517112835",
   "created_at": "Fri Mar 08 08:53:36 +0000 2024",
   "full_text": "Where does a rally end? I've looked at eleven of them.\n\nIn eight, price made its high while the number of people buying for the first time was still rising.\n\nIn nine, funding had peaked a week or more earlier.\n\nIn all eleven, somebody wrote that this one was different because of the buyers.\n\nI wrote it in February. I've now underlined it.",
   "favorite_count": "303",
   "retweet_count": "31",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1766074992686008668",
   "id_str": "1766074992686008668",
   "created_at": "Fri Mar 08 12:14:25 +0000 2024",
   "full_text": "Ratio watch. $ETH/$BTC 0.053 and pointing at its shoes.",
   "favorite_count": "325",
   "retweet_count": "37",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "ETH"
     },
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1767135153353656617",
   "id_str": "1767135153353656617",
   "created_at": "Mon Mar 11 10:27:07 +0000 2024",
   "full_text": "If you'd like to know how late it is in a meme run, don't look at the price. Look at the names. First come animals, then animals with accessories, then misspelt politicians, then bodily functions.\n\nWe're at accessories, bordering on misspelt.",
   "favorite_count": "276",
   "retweet_count": "24",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1767209472226230412",
   "id_str": "1767209472226230412",
   "created_at": "Mon Mar 11 15:22:26 +0000 2024",
   "full_text": "Some numbers from my own book, as I promised to publish the bad months as well:\n\nFebruary +19%.\n\nMarch to date -4%.\n\nOf that loss, all of it came from two alts I bought after they'd doubled.\n\nOf the two, I could explain one.\n\nThe other one I bought because the chart went up and I was in a good mood.\n\nGood moods should carry a margin requirement.",
   "favorite_count": "367",
   "retweet_count": "33",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1767505657197494690",
   "id_str": "1767505657197494690",
   "created_at": "Tue Mar 12 10:59:22 +0000 2024",
   "full_text": "I sold 10% of my $SOL at 190. Reasons, in order of honesty: it had gone up ten times; I wanted a new mainsail; something about network congestion.",
   "favorite_count": "256",
   "retweet_count": "27",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "SOL"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1768555772507065262",
   "id_str": "1768555772507065262",
   "created_at": "Fri Mar 15 08:32:09 +0000 2024",
   "full_text": "Rates: three cuts still in the dots, by the width of one person's pencil.\n\nGold's at a record, equities are at a record, crypto is near one, house prices as well.\n\nAnd someone at the next table is telling me that policy's restrictive.\n\nI'm beginning to think the transmission belt is made of string.\n\nStay long, keep the stop, tip the waiter.",
   "favorite_count": "425",
   "retweet_count": "43",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1768649477452728344",
   "id_str": "1768649477452728344",
   "created_at": "Fri Mar 15 14:44:30 +0000 2024",
   "full_text": "The hardest skill of a bull market is owning less than you could.",
   "favorite_count": "597",
   "retweet_count": "51",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1769637923910584057",
   "id_str": "1769637923910584057",
   "created_at": "Mon Mar 18 08:12:14 +0000 2024",
   "full_text": "A word on \"generational wealth\", since it's back in the bios.\n\nMy grandfather left us a barometer and a debt.\n\nThe barometer still works.\n\nIt's taught me more than most funds: it doesn't predict, it measures, it falls before you feel the wind, and it's right about eight times out of ten.\n\nWhat it never does is tell you the trip will be fine.\n\nWhich is why it hangs next to the door and not in a frame.",
   "favorite_count": "367",
   "retweet_count": "29",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1770425274463161260",
   "id_str": "1770425274463161260",
   "created_at": "Wed Mar 20 12:20:53 +0000 2024",
   "full_text": "Correlation check, thirty days. $BTC against the Nasdaq 0.2, against gold 0.4, against my sleep -0.7.",
   "favorite_count": "157",
   "retweet_count": "22",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1770451736327098066",
   "id_str": "1770451736327098066",
   "created_at": "Wed Mar 20 14:06:02 +0000 2024",
   "full_text": "Anyone else noticed the weekends? With funds closed on Saturday and Sunday the price drifts, wicks, does silly things; by Monday 14:30 London, it's been tidied up.\n\nWeekend risk used to be crypto's charm.\n\nNow it's an overnight gap with extra steps.\n\nI'm testing a simple rule: no new alts between Friday's close and Monday's open.\n\nSeven weekends, so far it has saved me 1.9%. Small sample, pleasant habit. https://t.co/Rc0sQd5XhL",
   "favorite_count": "203",
   "retweet_count": "18",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/Rc0sQd5XhL",
      "expanded_url": "https://example.invalid/Rc0sQd5XhL"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1770490995012537968",
   "id_str": "1770490995012537968",
   "created_at": "Wed Mar 20 16:42:02 +0000 2024",
   "full_text": "Can a coin be undervalued if its largest use is being the thing you sell to buy other coins? Asking for a smart-contract platform. https://t.co/hG5xQv0BnE",
   "favorite_count": "248",
   "retweet_count": "24",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/hG5xQv0BnE",
      "expanded_url": "https://example.invalid/hG5xQv0BnE"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1772250169996216538",
   "id_str": "1772250169996216538",
   "created_at": "Mon Mar 25 13:12:22 +0000 2024",
   "full_text": "@demo_driftwood You've described a plan to buy, a plan to hold, and a plan to tell people. Where's the plan to sell?",
   "favorite_count": "35",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_driftwood"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1772249834988767450",
   "in_reply_to_status_id_str": "1772249834988767450",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_driftwood"
  }
 },
 {
  "tweet": {
   "id": "1773003588629431846",
   "id_str": "1773003588629431846",
   "created_at": "Wed Mar 27 15:06:11 +0000 2024",
   "full_text": "@demo_guest1 They're not the same. A rollup with a treasury can wait, a founder with a tax bill can't. Check the wallets, not the roadmap.",
   "favorite_count": "11",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_guest1"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1773003296571655718",
   "in_reply_to_status_id_str": "1773003296571655718",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_guest1"
  }
 },
 {
  "tweet": {
   "id": "1773317469369270638",
   "id_str": "1773317469369270638",
   "created_at": "Thu Mar 28 11:53:26 +0000 2024",
   "full_text": "RT @demo_basisbeth: Funding is the price of impatience, and right now impatience is at a two-year high.",
   "favorite_count": "0",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_basisbeth"
     }
    ],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1773321034527673225",
   "id_str": "1773321034527673225",
   "created_at": "Thu Mar 28 12:07:36 +0000 2024",
   "full_text": "A token generation event, seen from the inside of a spreadsheet.\n\nI advised on none of these. I've just read 40 of them and the cells rhyme.",
   "favorite_count": "228",
   "retweet_count": "48",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1773321076470713631",
   "id_str": "1773321076470713631",
   "created_at": "Thu Mar 28 12:07:46 +0000 2024",
   "full_text": "Month -18: a seed round at 30m valuation. Nobody outside hears of it. These people will be up 50x on paper before you can place an order.",
   "favorite_count": "12",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1773321034527673225",
   "in_reply_to_status_id_str": "1773321034527673225",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1773321156162486750",
   "id_str": "1773321156162486750",
   "created_at": "Thu Mar 28 12:08:05 +0000 2024",
   "full_text": "Month -6: points. They cost the project nothing, they can't be audited, and they make you borrow against your own patience.\n\nTVL goes from forty million to a billion. The deck gets a hockey stick.",
   "favorite_count": "51",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1773321076470713631",
   "in_reply_to_status_id_str": "1773321076470713631",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1773321252631481232",
   "id_str": "1773321252631481232",
   "created_at": "Thu Mar 28 12:08:28 +0000 2024",
   "full_text": "Month -1: market-maker loan agreement. Usually a share of supply plus a call option. The option's strike is the most honest price target you'll ever see.\n\nYou won't see it.",
   "favorite_count": "81",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1773321156162486750",
   "in_reply_to_status_id_str": "1773321156162486750",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1773321349100470346",
   "id_str": "1773321349100470346",
   "created_at": "Thu Mar 28 12:08:51 +0000 2024",
   "full_text": "Day 0: 8% float, every venue at once, four billion fully diluted.\n\nAirdrop hunters sell. The market maker leans. A handful of believers buy the first hour, and they're the only ones paying with money.",
   "favorite_count": "25",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1773321252631481232",
   "in_reply_to_status_id_str": "1773321252631481232",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1773321462346681478",
   "id_str": "1773321462346681478",
   "created_at": "Thu Mar 28 12:09:18 +0000 2024",
   "full_text": "Month 12: the cliff. By then the narrative's two narratives old.\n\nNone of this is fraud. It's just that the product was the token all along &amp; the customer was whoever arrived at Day 0.",
   "favorite_count": "88",
   "retweet_count": "7",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1773321349100470346",
   "in_reply_to_status_id_str": "1773321349100470346",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1773321617535927137",
   "id_str": "1773321617535927137",
   "created_at": "Thu Mar 28 12:09:55 +0000 2024",
   "full_text": "My defence is simple. I don't buy anything in its first 90 days, and I look up what the seed paid.\n\nI miss some. I've made my peace with the ones that I miss.",
   "favorite_count": "50",
   "retweet_count": "8",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1773321462346681478",
   "in_reply_to_status_id_str": "1773321462346681478",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1773321684644794343",
   "id_str": "1773321684644794343",
   "created_at": "Thu Mar 28 12:10:11 +0000 2024",
   "full_text": "That's the whole thread. If this thread was useful to you, follow @tessharrow_demo for more notes on risk, cycles and patience, and share the first post so that somebody else can find it. ⚓",
   "favorite_count": "16",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "tessharrow_demo"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1773321617535927137",
   "in_reply_to_status_id_str": "1773321617535927137",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1773622135223225474",
   "id_str": "1773622135223225474",
   "created_at": "Fri Mar 29 08:04:04 +0000 2024",
   "full_text": "I keep getting asked \"when do you sell?\"\n\nSo here's the page, as it stands at 70k. Four triggers, none of them a price. 👇",
   "favorite_count": "751",
   "retweet_count": "141",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1773622282023862623",
   "id_str": "1773622282023862623",
   "created_at": "Fri Mar 29 08:04:39 +0000 2024",
   "full_text": "Trigger one: funding above 40% for ten days running on the majors, not on the dogs.\n\nToday: six days. Amber.",
   "favorite_count": "167",
   "retweet_count": "10",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1773622135223225474",
   "in_reply_to_status_id_str": "1773622135223225474",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1773622344938426093",
   "id_str": "1773622344938426093",
   "created_at": "Fri Mar 29 08:04:54 +0000 2024",
   "full_text": "Trigger two: the ETF bid misses a dip.\n\nSo far each 10% drop has been bought within two sessions. The first time it isn't, I cut a third, no debate.",
   "favorite_count": "29",
   "retweet_count": "7",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1773622282023862623",
   "in_reply_to_status_id_str": "1773622282023862623",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1773622424630199237",
   "id_str": "1773622424630199237",
   "created_at": "Fri Mar 29 08:05:13 +0000 2024",
   "full_text": "Trigger three is people. Three unprompted conversations in one week with non-crypto folks about buying.\n\nToday: one. My plumber, and he was asking about gold.",
   "favorite_count": "52",
   "retweet_count": "5",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1773622344938426093",
   "in_reply_to_status_id_str": "1773622344938426093",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1773622592402358524",
   "id_str": "1773622592402358524",
   "created_at": "Fri Mar 29 08:05:53 +0000 2024",
   "full_text": "Trigger four: me. If I start pricing boats.\n\nI've set up an agreement with my sister. If I send her a listing with more than 30 feet, she texts back the word \"anchor\" and I sell 20% that day.\n\nNo texts yet.",
   "favorite_count": "120",
   "retweet_count": "10",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1773622424630199237",
   "in_reply_to_status_id_str": "1773622424630199237",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1773704817537976011",
   "id_str": "1773704817537976011",
   "created_at": "Fri Mar 29 13:32:37 +0000 2024",
   "full_text": "Quarter's over. The best quarter in my book since 2020 &amp; I've got the strange feeling you get when the sea is flat and the birds have gone quiet.\n\nTrimmed 8%. Kept the rest. Feelings get a small budget.",
   "favorite_count": "456",
   "retweet_count": "32",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1774818883400632850",
   "id_str": "1774818883400632850",
   "created_at": "Mon Apr 01 15:19:31 +0000 2024",
   "full_text": "A synthetic dollar paying 37% airdropped its token today.\n\nThe yield is real, by the way. It's funding, passed through.\n\nSo what you own is a savings account that's long other people's enthusiasm.\n\nI like it with 3% of the book. I'd like it a lot less at 30.",
   "favorite_count": "355",
   "retweet_count": "32",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1775187533362102585",
   "id_str": "1775187533362102585",
   "created_at": "Tue Apr 02 15:44:24 +0000 2024",
   "full_text": "April so far: 71k, 65k, 69k. Everyone has been right for exactly two days.",
   "favorite_count": "721",
   "retweet_count": "64",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1775280210703287156",
   "id_str": "1775280210703287156",
   "created_at": "Tue Apr 02 21:52:40 +0000 2024",
   "full_text": "CPI 3.5%. Third hot one in a row.\n\nJanuary was \"seasonal\", February was \"noisy\", and March doesn't have a nickname yet.\n\nThe cuts are moving from June to September in the futures. Nothing else in markets moves that politely.\n\nI've taken my rate-sensitive stuff down a notch.",
   "favorite_count": "559",
   "retweet_count": "51",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1775483496035254972",
   "id_str": "1775483496035254972",
   "created_at": "Wed Apr 03 11:20:27 +0000 2024",
   "full_text": "When your whole thesis can be undone by one number from a statistics office, you don't hold an asset. You hold a ticket for the second Wednesday of the month.",
   "favorite_count": "775",
   "retweet_count": "79",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1775576441811896742",
   "id_str": "1775576441811896742",
   "created_at": "Wed Apr 03 17:29:47 +0000 2024",
   "full_text": "Saturday evening, drones in the air, and the only market open in the world is ours.\n\nSo every fund that wanted to sell anything sold the one thing which had a bid.\n\nAlts fell 30% to 40% in a few hours. $BTC fell 8%.\n\nOn Monday the grown-up markets opened nearly flat.\n\nCrypto is the pressure valve now. It whistles so that the others needn't.",
   "favorite_count": "459",
   "retweet_count": "49",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1776963326178232373",
   "id_str": "1776963326178232373",
   "created_at": "Sun Apr 07 13:20:46 +0000 2024",
   "full_text": "I had stink bids in on five alts, 35% below Friday. Three were hit, one by a whisker.\n\nThey're not conviction buys. They're a fee for being awake and calm when others couldn't be either.\n\nSold two of them by Tuesday lunch at +22%.\n\nThe third I've kept, which I'm certain to regret.",
   "favorite_count": "389",
   "retweet_count": "39",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1777343049102263731",
   "id_str": "1777343049102263731",
   "created_at": "Mon Apr 08 14:29:39 +0000 2024",
   "full_text": "\"Why do you always keep 20% cash in a bull market?\"\n\nSee Saturday.",
   "favorite_count": "235",
   "retweet_count": "29",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1778052377211833376",
   "id_str": "1778052377211833376",
   "created_at": "Wed Apr 10 13:28:16 +0000 2024",
   "full_text": "Block 840,000. 3.125 coins from now on, every ten minutes.\n\nI stayed up to watch a number halve.\n\nNo fireworks, no move. A miner paid himself with a silly inscription in the same block, and people paid 2.4 million dollars in fees to be in there with him.\n\nSomewhere between a solemn rite and a car-boot sale. I rather love this industry at 1am.",
   "favorite_count": "1005",
   "retweet_count": "88",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1778118823375799695",
   "id_str": "1778118823375799695",
   "created_at": "Wed Apr 10 17:52:18 +0000 2024",
   "full_text": "Post-halving thoughts, minus the arrows.\n\nNew supply was about 900 coins a day and it's 450 now.\n\nThe funds can eat that before lunch, on a good day.\n\nOn a bad day they spit out ten times as much.\n\nSo the halving used to be the main course. These days it's the bread.",
   "favorite_count": "584",
   "retweet_count": "62",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1778122187207609820",
   "id_str": "1778122187207609820",
   "created_at": "Wed Apr 10 18:05:40 +0000 2024",
   "full_text": "Miners will be squeezed for two quarters, same as each time. Watch the ones who borrowed against machines, they're the forced sellers of July. https://t.co/Wc7uJm1FdS",
   "favorite_count": "306",
   "retweet_count": "23",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/Wc7uJm1FdS",
      "expanded_url": "https://example.invalid/Wc7uJm1FdS"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1778349099054006968",
   "id_str": "1778349099054006968",
   "created_at": "Thu Apr 11 09:07:20 +0000 2024",
   "full_text": "A memo I wrote to myself at the boatyard, with varnish on it:\n\nThe market has gone sideways for six weeks near its high.\n\nNearly everybody reads this as weakness.\n\nOld holders are selling to new ones.\n\nNeither is in a hurry.\n\nThat handover takes time, it took eight months in 2020.\n\nI'm in no hurry either, apparently I'm varnish.",
   "favorite_count": "1038",
   "retweet_count": "90",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1778774044963770086",
   "id_str": "1778774044963770086",
   "created_at": "Fri Apr 12 13:15:55 +0000 2024",
   "full_text": "RWA update for those who still read footnotes: tokenised treasuries passed a billion this month, with the big issuer's fund taking 200m of it in five weeks.\n\nThat's tiny. It's also the first product in this whole space that my old colleagues have asked me about without sniggering.\n\nGrowth that doesn't need a bull market is rare here. I keep a small folder. https://t.co/g2KwBm8TvF",
   "favorite_count": "677",
   "retweet_count": "52",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/g2KwBm8TvF",
      "expanded_url": "https://example.invalid/g2KwBm8TvF"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1779527451014071181",
   "id_str": "1779527451014071181",
   "created_at": "Sun Apr 14 15:09:41 +0000 2024",
   "full_text": "Runes went live with the halving. By the weekend the floor was littered with tickers and the fee market was back to normal.\n\nWhat I learned: a mint isn't demand, it's inventory.",
   "favorite_count": "554",
   "retweet_count": "50",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1780343989728184291",
   "id_str": "1780343989728184291",
   "created_at": "Tue Apr 16 21:14:19 +0000 2024",
   "full_text": "Sold my gaming token at -38%. Held it for 71 days, read everything, met the team, loved the art.\n\nI'd have been better off with a coin flip and a nap.\n\nThe note in the journal says: \"Liked them too much to check on them\".\n\nThat goes for people as well, I suppose, but it's a trading journal.",
   "favorite_count": "106",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1780537787544502399",
   "id_str": "1780537787544502399",
   "created_at": "Wed Apr 17 10:04:24 +0000 2024",
   "full_text": "Three months of sideways is worth more to me than a 20% rally. Leverage gets bored, tourists leave, and whoever's left has actually thought about it.",
   "favorite_count": "206",
   "retweet_count": "13",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1780864234419126459",
   "id_str": "1780864234419126459",
   "created_at": "Thu Apr 18 07:41:35 +0000 2024",
   "full_text": "I like to know who's on the other side, so here's my guess for this week.\n\nSellers: holders from 2020, miners, tax.\n\nBuyers: advisers, Asia in the morning, me on Saturdays.\n\nBystanders: everyone with a podcast.\n\nWhen the bystanders pick a side, it's late.\n\nThey're still clearing their throats.",
   "favorite_count": "223",
   "retweet_count": "17",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1782831111336889603",
   "id_str": "1782831111336889603",
   "created_at": "Tue Apr 23 17:57:15 +0000 2024",
   "full_text": "A quick test for a thesis. Explain it to someone who sells fish.\n\nIf they say \"so who's paying?\", and you have an answer, buy a little.\n\nIf you begin with \"well, in the long run\", don't.",
   "favorite_count": "281",
   "retweet_count": "21",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1783428048876471931",
   "id_str": "1783428048876471931",
   "created_at": "Thu Apr 25 09:29:16 +0000 2024",
   "full_text": "@demo_guest2 The hedge is the position. If you need both legs to feel clever, you've got twice the fees and half an idea.",
   "favorite_count": "11",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_guest2"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1783427688099219067",
   "in_reply_to_status_id_str": "1783427688099219067",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_guest2"
  }
 },
 {
  "tweet": {
   "id": "1783770924839863624",
   "id_str": "1783770924839863624",
   "created_at": "Fri Apr 26 08:11:44 +0000 2024",
   "full_text": "@demo_tidewatch Sixty-one days of range so far. In 2020 it was 238 between breaking out of the lows and leaving for good. People do forget how long \"consolidation\" feels.",
   "favorite_count": "6",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_tidewatch"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1783770881890190664",
   "in_reply_to_status_id_str": "1783770881890190664",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_tidewatch"
  }
 },
 {
  "tweet": {
   "id": "1783934934709174526",
   "id_str": "1783934934709174526",
   "created_at": "Fri Apr 26 19:03:27 +0000 2024",
   "full_text": "Saturday's alt crash, looked at slowly.\n\nI pulled the data on 50 liquid alts. What fell the most, what came back, and was there a way to know? 🧵",
   "favorite_count": "378",
   "retweet_count": "62",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1783935001818040361",
   "id_str": "1783935001818040361",
   "created_at": "Fri Apr 26 19:03:43 +0000 2024",
   "full_text": "First, size of fall had almost nothing to do with quality.\n\nIt had a lot to do with open interest divided by market cap. Above 8%, the average drop was 41%. Below 3%, it was 19%.\n\nYou weren't holding a project. You were standing near a margin clerk.",
   "favorite_count": "48",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1783934934709174526",
   "in_reply_to_status_id_str": "1783934934709174526",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1783935014400952722",
   "id_str": "1783935014400952722",
   "created_at": "Fri Apr 26 19:03:46 +0000 2024",
   "full_text": "Second, the bounce. After 48 hours the group got back 58% of the drop.\n\nThe ones that didn't bounce had an unlock inside of 30 days. Sellers with a date, again.",
   "favorite_count": "39",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1783935001818040361",
   "in_reply_to_status_id_str": "1783935001818040361",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1783935165395897389",
   "id_str": "1783935165395897389",
   "created_at": "Fri Apr 26 19:04:22 +0000 2024",
   "full_text": "Third: fills.\n\nI compared the printed lows with what a 5,000 dollar order would really have received. On nine of the fifty, the low was a fiction, with under 2,000 dollars traded there.\n\nDon't build a strategy on prices nobody got.",
   "favorite_count": "73",
   "retweet_count": "10",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1783935014400952722",
   "in_reply_to_status_id_str": "1783935014400952722",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1783935219921849777",
   "id_str": "1783935219921849777",
   "created_at": "Fri Apr 26 19:04:35 +0000 2024",
   "full_text": "What I'd keep from it: a bid list built in calm times, sized for 40% wicks, only in coins with low OI &amp; no unlock within the month.\n\nThere, that's the edge. It's mostly a calendar and a bit of patience.",
   "favorite_count": "34",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1783935165395897389",
   "in_reply_to_status_id_str": "1783935165395897389",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1784865290056633365",
   "id_str": "1784865290056633365",
   "created_at": "Mon Apr 29 08:40:21 +0000 2024",
   "full_text": "Month's end at 60.6k and the first big outflow days since January. My second trigger: the bid missed a dip.\n\nA rule's a rule. A third of the trading slice is gone at 61.2k.\n\nIt felt awful, which isn't evidence of anything.",
   "favorite_count": "156",
   "retweet_count": "13",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1785580175619001593",
   "id_str": "1785580175619001593",
   "created_at": "Wed May 01 08:01:03 +0000 2024",
   "full_text": "56.5k on the first of May. Sold a third at 61, so of course I've spent the day feeling like Nostradamus.\n\nIt'll pass. I've put a note on the fridge: \"One correct, sample of one.\"",
   "favorite_count": "569",
   "retweet_count": "52",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1786110381781943732",
   "id_str": "1786110381781943732",
   "created_at": "Thu May 02 19:07:54 +0000 2024",
   "full_text": "The Fed is tapering its balance-sheet run-off from 60bn a month down to 25.\n\nNo headline cut, no drama. Just less water being let out of the tub.\n\nI care a lot more about the tub than about the tap.\n\nBack to full size under 60k, one slice a day, three days.",
   "favorite_count": "249",
   "retweet_count": "26",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1786352409899959711",
   "id_str": "1786352409899959711",
   "created_at": "Fri May 03 11:09:38 +0000 2024",
   "full_text": "I was out for four days and 5%. Was it worth it?\n\nIn money: about 0.4% of the book, after costs.\n\nIn sleep: yes.\n\nIn embarrassment: I sold at a price that I then had to buy at, more or less, and told you all about it.\n\nRules don't have to make money each time. They've got to stop the one time.",
   "favorite_count": "403",
   "retweet_count": "25",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1787124363162552247",
   "id_str": "1787124363162552247",
   "created_at": "Sun May 05 14:17:06 +0000 2024",
   "full_text": "An old video-game retailer is up 70% since a man posted a drawing of a man in a chair. I've read it three times &amp; the drawing has no guidance in it.",
   "favorite_count": "396",
   "retweet_count": "30",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1787140913886136966",
   "id_str": "1787140913886136966",
   "created_at": "Sun May 05 15:22:52 +0000 2024",
   "full_text": "Retail isn't gone. It just skips the part where it pretends.\n\nIn 2021 they'd buy a token and learn to say \"ecosystem\".\n\nIn 2024 they buy a cat and say \"cat\".\n\nI've come to find it refreshing.\n\nStill wouldn't hold the cat overnight.",
   "favorite_count": "546",
   "retweet_count": "52",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1788213997204408405",
   "id_str": "1788213997204408405",
   "created_at": "Wed May 08 14:26:55 +0000 2024",
   "full_text": "CPI 3.4, at last one that isn't worse. The bond market let out a breath and $BTC did 7% on the exhale.\n\nSometimes macro analysis is this simple: nothing bad happened to the discount rate.",
   "favorite_count": "278",
   "retweet_count": "19",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1790855372731321890",
   "id_str": "1790855372731321890",
   "created_at": "Wed May 15 21:22:48 +0000 2024",
   "full_text": "Trader's arithmetic that surprises everybody:\n\nWin 60% of the time, risk 10% a go.\n\nTen losses in a row are rare.\n\nFive in a row will happen, about once in a hundred tries.\n\nTrade daily &amp; that's two or three times a year.\n\nYou'll be down 41% while doing nothing wrong.\n\nNow redo it with 1%.\n\nDown 5%, and you still answer the phone.",
   "favorite_count": "339",
   "retweet_count": "32",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1792579265229753546",
   "id_str": "1792579265229753546",
   "created_at": "Mon May 20 15:32:56 +0000 2024",
   "full_text": "How many of the coins in the top 100 of May 2021 are above their price of that day? I counted last night. Fourteen. Against bitcoin: three.\n\n\"Long-term investing\" in alts is a phrase with survivors in it.",
   "favorite_count": "298",
   "retweet_count": "23",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1792866528916406532",
   "id_str": "1792866528916406532",
   "created_at": "Tue May 21 10:34:25 +0000 2024",
   "full_text": "Odds on an ETH fund went from 25% to 75% on a Monday afternoon, and the price rose by a fifth.\n\nI was underweight. I'd called the filing \"dead for this year\" at dinner, to six people, with hand gestures.\n\nBought at 3,640. It's the most humiliating kind of trade, and it's often the right one.",
   "favorite_count": "554",
   "retweet_count": "60",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1792899571643322115",
   "id_str": "1792899571643322115",
   "created_at": "Tue May 21 12:45:43 +0000 2024",
   "full_text": "Paying up after being wrong has its own technique:\n\nBuy half of what you'd have wanted.\n\nPut the stop where the news would be undone, not where your pride would.\n\nTell someone.\n\nThen stop reading your old posts.",
   "favorite_count": "226",
   "retweet_count": "19",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1792956073112503030",
   "id_str": "1792956073112503030",
   "created_at": "Tue May 21 16:30:14 +0000 2024",
   "full_text": "Approved on a Thursday night in a paragraph, with no fund trading before summer.\n\nThe purest example of \"policy is personnel\" I've seen since I left insurance. Nothing in the data changed in May. The weather in Washington did.\n\nI don't trade politics, but I do own an umbrella.",
   "favorite_count": "573",
   "retweet_count": "48",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1793302098998201113",
   "id_str": "1793302098998201113",
   "created_at": "Wed May 22 15:25:13 +0000 2024",
   "full_text": "So what does an ETH fund do that a BTC fund doesn't?\n\nIt can't stake, so holders give up 3%.\n\nIt has an old trust with 10bn inside, the same leak as before.\n\nIts story takes four sentences where the other one takes two words.\n\nFewer flows, then. I'd guess a fifth.\n\nI hold it for the surprise, not for the sum.",
   "favorite_count": "723",
   "retweet_count": "61",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1793670446969785188",
   "id_str": "1793670446969785188",
   "created_at": "Thu May 23 15:48:54 +0000 2024",
   "full_text": "What's liquidity? Not \"money printing\". It's how easily the marginal buyer can borrow to be wrong.",
   "favorite_count": "304",
   "retweet_count": "17",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1793679045292984164",
   "id_str": "1793679045292984164",
   "created_at": "Thu May 23 16:23:04 +0000 2024",
   "full_text": "Somebody wrote \"the easy money has been made\".\n\nI've looked through my records since 2013 for the easy money.\n\nThere was a Tuesday in 2017.\n\nApart from that, it all seems to have come with a stomach ache.",
   "favorite_count": "821",
   "retweet_count": "78",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1793685961700279212",
   "id_str": "1793685961700279212",
   "created_at": "Thu May 23 16:50:33 +0000 2024",
   "full_text": "My four favourite lies, collected from my own journal:\n\n\"It's just a starter position.\"\n\n\"I'll watch it closely.\"\n\n\"The stop is mental.\"\n\n\"Already priced in.\"\n\nHonourable mention, from last week: \"it's only gas money\".",
   "favorite_count": "147",
   "retweet_count": "9",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1793976278840249817",
   "id_str": "1793976278840249817",
   "created_at": "Fri May 24 12:04:10 +0000 2024",
   "full_text": "Volatility on $ETH options says a 5% move a day is coming. Over the last ten years, buying that kind of excitement the week after news has lost money 7 times out of 10.\n\nSo I've sold some. Small, hedged, and with the worst case written on paper, as that's where worst cases should live.",
   "favorite_count": "416",
   "retweet_count": "51",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "ETH"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1793990635942841724",
   "id_str": "1793990635942841724",
   "created_at": "Fri May 24 13:01:13 +0000 2024",
   "full_text": "Pizza day. 10,000 coins for two pizzas, fourteen years ago. He wasn't stupid, he was the only person that day who used it as money.\n\nHave an extra slice for him.",
   "favorite_count": "421",
   "retweet_count": "42",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1795464845718455957",
   "id_str": "1795464845718455957",
   "created_at": "Tue May 28 14:39:12 +0000 2024",
   "full_text": "Points are what you'd get if a loyalty scheme and a pyramid had a child &amp; the child had an API.\n\nI still farm a few. I'm not proud.\n\nMy cap is four hours a month and no more capital than I'd leave with a stranger at a railway station.",
   "favorite_count": "219",
   "retweet_count": "17",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1795480905708473569",
   "id_str": "1795480905708473569",
   "created_at": "Tue May 28 15:43:01 +0000 2024",
   "full_text": "For the new arrivals: a bull market doesn't make you rich. It shows you a number, for a while, and asks what you intend to do about it.\n\nMost people answer \"more\".",
   "favorite_count": "331",
   "retweet_count": "36",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1795714285171640161",
   "id_str": "1795714285171640161",
   "created_at": "Wed May 29 07:10:23 +0000 2024",
   "full_text": "Dominance 54%, alts flat for ten weeks, everyone I follow is arguing over whether \"alt season\" is late or cancelled.\n\nConsider supply. There were about 30 big token launches this year, each with billions in locked paper.\n\nConsider demand. The funds buy one coin, soon two.\n\nYou can't have a tide when they keep digging more beach. https://t.co/Dk2sTz6PoE",
   "favorite_count": "261",
   "retweet_count": "22",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/Dk2sTz6PoE",
      "expanded_url": "https://example.invalid/Dk2sTz6PoE"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1795761458508729773",
   "id_str": "1795761458508729773",
   "created_at": "Wed May 29 10:17:50 +0000 2024",
   "full_text": "@demo_ninebells Fair hit. I said dead, it wasn't dead, I paid 3,640 for the lesson. The receipt's in the journal.",
   "favorite_count": "5",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_ninebells"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1795761372609383853",
   "in_reply_to_status_id_str": "1795761372609383853",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_ninebells"
  }
 },
 {
  "tweet": {
   "id": "1795939146003383989",
   "id_str": "1795939146003383989",
   "created_at": "Wed May 29 22:03:54 +0000 2024",
   "full_text": "@demo_saltmarsh Selling calls on something you want to own for ten years is like letting the spare room to a man who may buy the house.",
   "favorite_count": "6",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_saltmarsh"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1795938823880836789",
   "in_reply_to_status_id_str": "1795938823880836789",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_saltmarsh"
  }
 },
 {
  "tweet": {
   "id": "1796126639780792322",
   "id_str": "1796126639780792322",
   "created_at": "Thu May 30 10:28:56 +0000 2024",
   "full_text": "\"How do you know when you're wrong?\"\n\nA reader asked &amp; I've been chewing on it for a week. Six signs, from cheap to expensive.",
   "favorite_count": "409",
   "retweet_count": "82",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1796126723666872883",
   "id_str": "1796126723666872883",
   "created_at": "Thu May 30 10:29:16 +0000 2024",
   "full_text": "The cheapest: price tells you. It reaches the spot you chose in advance. No thought required, which is why we choose spots in advance.",
   "favorite_count": "41",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1796126639780792322",
   "in_reply_to_status_id_str": "1796126639780792322",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1796126748832694564",
   "id_str": "1796126748832694564",
   "created_at": "Thu May 30 10:29:22 +0000 2024",
   "full_text": "Next: time tells you.\n\nIf I expect something within a month, and it hasn't happened in two, then I was wrong about something, even if price is unchanged. I close it.",
   "favorite_count": "116",
   "retweet_count": "14",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1796126723666872883",
   "in_reply_to_status_id_str": "1796126723666872883",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1796126853690295092",
   "id_str": "1796126853690295092",
   "created_at": "Thu May 30 10:29:47 +0000 2024",
   "full_text": "Then other people's behaviour. Good news arrives and the thing doesn't rise. The crowd which should want it, doesn't.",
   "favorite_count": "30",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1796126748832694564",
   "in_reply_to_status_id_str": "1796126748832694564",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1796126904021944288",
   "id_str": "1796126904021944288",
   "created_at": "Thu May 30 10:29:59 +0000 2024",
   "full_text": "More expensive: your explanation grows.\n\nIt started as one sentence. Now it has a \"however\", and a chart of Japan.",
   "favorite_count": "32",
   "retweet_count": "6",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1796126853690295092",
   "in_reply_to_status_id_str": "1796126853690295092",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1796126950159288187",
   "id_str": "1796126950159288187",
   "created_at": "Thu May 30 10:30:10 +0000 2024",
   "full_text": "Dearer still: you've stopped looking it up. I once avoided a coin's page for nineteen days, like a letter from the bank.",
   "favorite_count": "24",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1796126904021944288",
   "in_reply_to_status_id_str": "1796126904021944288",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1796127075988408161",
   "id_str": "1796127075988408161",
   "created_at": "Thu May 30 10:30:40 +0000 2024",
   "full_text": "And the dearest of all is when you no longer can afford to be wrong. Then you won't see any of the other five.\n\nSize is what keeps your eyesight.",
   "favorite_count": "42",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1796126950159288187",
   "in_reply_to_status_id_str": "1796126950159288187",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1796127109542841984",
   "id_str": "1796127109542841984",
   "created_at": "Thu May 30 10:30:48 +0000 2024",
   "full_text": "End of thread. If this thread was useful to you, follow @tessharrow_demo for more notes on risk, cycles and patience, and share the first post so that somebody else can find it. ⚓",
   "favorite_count": "23",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "tessharrow_demo"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1796127075988408161",
   "in_reply_to_status_id_str": "1796127075988408161",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1796165860717496628",
   "id_str": "1796165860717496628",
   "created_at": "Thu May 30 13:04:47 +0000 2024",
   "full_text": "A small experiment. For one year I let a coin decide on half of my short-term trades.\n\nHeads long, tails no trade. The same stops, the same size. Here are the results.",
   "favorite_count": "672",
   "retweet_count": "118",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1796166011712439104",
   "id_str": "1796166011712439104",
   "created_at": "Thu May 30 13:05:23 +0000 2024",
   "full_text": "Me: 58 trades, +6.1%.\n\nCoin: 61 trades, +4.4%.\n\nSo a year of reading, charts and early mornings is worth 1.7%. Before tax.",
   "favorite_count": "93",
   "retweet_count": "6",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1796165860717496628",
   "in_reply_to_status_id_str": "1796165860717496628",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1796166066238393126",
   "id_str": "1796166066238393126",
   "created_at": "Thu May 30 13:05:36 +0000 2024",
   "full_text": "But look closer. The coin made its money in a rising market by being long half of the time. When it lost, it lost like me, since the exits were mine.\n\nThe exits did most of the work for both of us.",
   "favorite_count": "45",
   "retweet_count": "6",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1796166011712439104",
   "in_reply_to_status_id_str": "1796166011712439104",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1796166087209914178",
   "id_str": "1796166087209914178",
   "created_at": "Thu May 30 13:05:41 +0000 2024",
   "full_text": "What I take away from it:\n\nEntries are where I have opinions. Exits and size are where the money is.\n\nI'm keeping the coin. It's the only partner I've had that never sent me a voice note.",
   "favorite_count": "22",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1796166066238393126",
   "in_reply_to_status_id_str": "1796166066238393126",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1796202355356600709",
   "id_str": "1796202355356600709",
   "created_at": "Thu May 30 15:29:48 +0000 2024",
   "full_text": "Month in one line: I was wrong about the fund, right about the Fed, and paid by a calendar.",
   "favorite_count": "167",
   "retweet_count": "20",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1797670068155320639",
   "id_str": "1797670068155320639",
   "created_at": "Mon Jun 03 16:41:58 +0000 2024",
   "full_text": "Celebrity coins. One of them lasted for less time than it took me to learn who she was.",
   "favorite_count": "188",
   "retweet_count": "14",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1798266150056887299",
   "id_str": "1798266150056887299",
   "created_at": "Wed Jun 05 08:10:35 +0000 2024",
   "full_text": "Twenty straight days of inflows, and price has gone from 67k to 71k and back again to 67.\n\nIf you pour water into a bath for twenty days &amp; the level doesn't rise, stop admiring the tap.\n\nSomebody is letting it out.\n\nMy guess is early holders and basis trades. Neither is bearish. Both are heavy.",
   "favorite_count": "177",
   "retweet_count": "21",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1798269895570360594",
   "id_str": "1798269895570360594",
   "created_at": "Wed Jun 05 08:25:28 +0000 2024",
   "full_text": "Strong payrolls on Friday, soft CPI on Wednesday, hawkish dots that same afternoon. One cut this year instead of three.\n\nPrice went up 4%, down 6%, and ended the week where people who'd gone camping had left it.\n\nI'd gone camping.",
   "favorite_count": "337",
   "retweet_count": "34",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1798383204692920861",
   "id_str": "1798383204692920861",
   "created_at": "Wed Jun 05 15:55:43 +0000 2024",
   "full_text": "Let me show you how an alt dies.\n\nFirst it falls along with everything.\n\nThen it doesn't bounce along with everything.\n\nThen the team announces a rebrand.\n\nThen a points season.\n\nThen \"we're heads down building\".\n\nThen your wallet shows a number with a lot of zeros to the left, and an airdrop of something called the same with a 2 on the end.",
   "favorite_count": "1572",
   "retweet_count": "140",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1798723362747321954",
   "id_str": "1798723362747321954",
   "created_at": "Thu Jun 06 14:27:23 +0000 2024",
   "full_text": "Rain check on alt season, the checklist:\n\nIs the pair rising, and not just the dollar price?\n\nAre there more coins above their 200-day than below it?\n\nDo laggards catch up, or do leaders get sold?\n\nHas my barber spoken?\n\nNo, no, the second, and he's on holiday.",
   "favorite_count": "515",
   "retweet_count": "45",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1798979739579321909",
   "id_str": "1798979739579321909",
   "created_at": "Fri Jun 07 07:26:08 +0000 2024",
   "full_text": "Is it possible to be bullish bitcoin &amp; bearish crypto?\n\nI've been that for ten months. It's lonely at parties.",
   "favorite_count": "188",
   "retweet_count": "16",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1800188890313654727",
   "id_str": "1800188890313654727",
   "created_at": "Mon Jun 10 15:30:52 +0000 2024",
   "full_text": "An airdrop so disliked that people filmed themselves failing to qualify.\n\nWhen rewards are decided in private, everyone thinks that they've been robbed. When they're decided in public, the bots win.\n\nThere's no third door yet. I've stopped waiting in the corridor.",
   "favorite_count": "679",
   "retweet_count": "66",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1800646933476279732",
   "id_str": "1800646933476279732",
   "created_at": "Tue Jun 11 21:50:58 +0000 2024",
   "full_text": "Asked a farmer I know, an actual one, with sheep, what he does in a year with no rain.\n\n\"Sell a few early. Fix the fences. Don't buy feed on credit.\"\n\nI've got nothing to add to that.",
   "favorite_count": "267",
   "retweet_count": "23",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1800880723981241909",
   "id_str": "1800880723981241909",
   "created_at": "Wed Jun 12 13:19:58 +0000 2024",
   "full_text": "The exchange from 2014 is finally paying people back: 140,000 coins, starting in July.\n\nA German state is selling 50,000 it seized from a film pirate.\n\nMiners are selling since their pay was halved.\n\nIt's three sellers with a date, in summer, with no bid.\n\nYou'll hear \"it's priced in\". What's priced is the number. What isn't priced is everyone's nerves.\n\nI've moved my slices down: 58, 55, 52.",
   "favorite_count": "924",
   "retweet_count": "94",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1801530333590456318",
   "id_str": "1801530333590456318",
   "created_at": "Fri Jun 14 08:21:17 +0000 2024",
   "full_text": "My $BTC thesis fits on a stamp: more people each year need something that nobody can dilute, and there's only one of those without a dentist. The rest is timing.",
   "favorite_count": "199",
   "retweet_count": "20",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1801676450558903582",
   "id_str": "1801676450558903582",
   "created_at": "Fri Jun 14 18:01:54 +0000 2024",
   "full_text": "Notes on patience, from week fifteen of the range:\n\nI've made four trades in June.\n\nTwo were wrong, both small.\n\nI rewrote the risk page.\n\nI repaired a winch.\n\nThe winch is the achievement.",
   "favorite_count": "258",
   "retweet_count": "22",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1802369458631606972",
   "id_str": "1802369458631606972",
   "created_at": "Sun Jun 16 15:55:40 +0000 2024",
   "full_text": "Every low in this market for eighteen months has come with a story about a big seller.\n\nThe trust in January.\n\nThe tax man in April.\n\nThe old exchange in June.\n\nThey're all real, all finite, and all known weeks ahead. Buyers of that kind of news have done well. It's only hard since on the day itself the story sounds infinite.",
   "favorite_count": "446",
   "retweet_count": "45",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1802634547033016626",
   "id_str": "1802634547033016626",
   "created_at": "Mon Jun 17 09:29:02 +0000 2024",
   "full_text": "Fees tell the truth about use, since nobody pays them for fun.\n\nEthereum: lowest for years.\n\nSolana: a lot, mainly from gambling.\n\nBitcoin: quiet.\n\nA tiny perps exchange with no token: 40 million annualised.\n\nI know which of those I'd like to own, and it's the one that I can't buy yet.",
   "favorite_count": "287",
   "retweet_count": "23",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1802993889833913138",
   "id_str": "1802993889833913138",
   "created_at": "Tue Jun 18 09:16:56 +0000 2024",
   "full_text": "To the gentleman who says my stop levels are \"weak\": they're visible to both of us, and only one of us has had to sell a motorbike.",
   "favorite_count": "239",
   "retweet_count": "18",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1803779839488953262",
   "id_str": "1803779839488953262",
   "created_at": "Thu Jun 20 13:20:01 +0000 2024",
   "full_text": "There are two ways of reading the AI trade on-chain.\n\nOptimist: agents will need money, identity and compute, and chains have all three.\n\nPessimist: a chip company adds one small country's GDP to its market value on a Tuesday, and some tokens with the right three letters follow it around like gulls behind a trawler.\n\nI own gulls. I know that they're gulls.",
   "favorite_count": "436",
   "retweet_count": "49",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1803835539846070340",
   "id_str": "1803835539846070340",
   "created_at": "Thu Jun 20 17:01:21 +0000 2024",
   "full_text": "Gas at 3 gwei. In 2021 I paid 140 dollars to move a picture of a rock. 📉",
   "favorite_count": "435",
   "retweet_count": "52",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1804204911227830427",
   "id_str": "1804204911227830427",
   "created_at": "Fri Jun 21 17:29:06 +0000 2024",
   "full_text": "Three questions I ask about any yield above 10%:\n\nWho pays it?\n\nWhy can't they get it cheaper elsewhere?\n\nWhat happens to me if they stop on a Saturday?\n\nAn honest answer to the second one has saved me more money than all my indicators. https://t.co/f9NbRw3UvX",
   "favorite_count": "136",
   "retweet_count": "7",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/f9NbRw3UvX",
      "expanded_url": "https://example.invalid/f9NbRw3UvX"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1805249280340919241",
   "id_str": "1805249280340919241",
   "created_at": "Mon Jun 24 14:39:03 +0000 2024",
   "full_text": "Looked at the top 200 coins vs their 200-day average: eighteen percent are above. With Bitcoin 15% under its high!\n\nThat is not a bull market in coins. It's a bull market in one coin, plus memories. https://t.co/Ez7fYn3PuJ",
   "favorite_count": "714",
   "retweet_count": "53",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/Ez7fYn3PuJ",
      "expanded_url": "https://example.invalid/Ez7fYn3PuJ"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1805689292190647457",
   "id_str": "1805689292190647457",
   "created_at": "Tue Jun 25 19:47:30 +0000 2024",
   "full_text": "I don't short small caps. Not from kindness. A token with a 5% float can go up tenfold because one man's cousin feels like it.",
   "favorite_count": "145",
   "retweet_count": "11",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1805950333088696708",
   "id_str": "1805950333088696708",
   "created_at": "Wed Jun 26 13:04:47 +0000 2024",
   "full_text": "Second half plan, subject to me being wrong by Thursday:\n\nBuy dates, not dips.\n\nNothing that unlocks before October.\n\nETH back to neutral before its fund lists, then wait to be disappointed.\n\nBills for the rest.\n\nAnd one proper week away with no signal, which every year turns out to be my best trade.",
   "favorite_count": "159",
   "retweet_count": "22",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1806023796323256072",
   "id_str": "1806023796323256072",
   "created_at": "Wed Jun 26 17:56:42 +0000 2024",
   "full_text": "@demo_driftwood Honestly? Because I was bored. I've got a whole category for it, and it's the second largest by losses.",
   "favorite_count": "6",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_driftwood"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1806023654589335304",
   "in_reply_to_status_id_str": "1806023654589335304",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_driftwood"
  }
 },
 {
  "tweet": {
   "id": "1806336066450359747",
   "id_str": "1806336066450359747",
   "created_at": "Thu Jun 27 14:37:33 +0000 2024",
   "full_text": "The most expensive word in crypto is \"community\". Let me tell you about the time it cost me eleven thousand pounds.",
   "favorite_count": "222",
   "retweet_count": "39",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1806336230028218346",
   "id_str": "1806336230028218346",
   "created_at": "Thu Jun 27 14:38:12 +0000 2024",
   "full_text": "2021. A lending project, nice people, weekly calls. I knew the moderators by their dogs' names.\n\nI put in 4% of the book. It was a good idea at the time, it truly was.",
   "favorite_count": "70",
   "retweet_count": "10",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1806336066450359747",
   "in_reply_to_status_id_str": "1806336066450359747",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1806336288748471802",
   "id_str": "1806336288748471802",
   "created_at": "Thu Jun 27 14:38:26 +0000 2024",
   "full_text": "Then the rates stopped making sense. I asked about it on a call. Six people answered kindly, none of them with a number.\n\nA spreadsheet that answers kindly is a warning. I took it for warmth.",
   "favorite_count": "57",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1806336230028218346",
   "in_reply_to_status_id_str": "1806336230028218346",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1806336334885818069",
   "id_str": "1806336334885818069",
   "created_at": "Thu Jun 27 14:38:37 +0000 2024",
   "full_text": "I added. Out of loyalty! To a protocol!\n\nIn marine terms: I'd seen water in the hold, and brought biscuits for the crew.",
   "favorite_count": "75",
   "retweet_count": "6",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1806336288748471802",
   "in_reply_to_status_id_str": "1806336288748471802",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1806336431354807005",
   "id_str": "1806336431354807005",
   "created_at": "Thu Jun 27 14:39:00 +0000 2024",
   "full_text": "It went to zero on a Thursday in May. The moderators lost more than I did. They weren't crooks. They were passengers with badges.",
   "favorite_count": "23",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1806336334885818069",
   "in_reply_to_status_id_str": "1806336334885818069",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1806336456520631150",
   "id_str": "1806336456520631150",
   "created_at": "Thu Jun 27 14:39:06 +0000 2024",
   "full_text": "So here's my rule since then. I can join, or I can invest. Never both in the same thing.\n\nThe nicest group I belong to now is about knots, and it has no token. ⚓",
   "favorite_count": "28",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1806336431354807005",
   "in_reply_to_status_id_str": "1806336431354807005",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1806350348055481778",
   "id_str": "1806350348055481778",
   "created_at": "Thu Jun 27 15:34:18 +0000 2024",
   "full_text": "https://t.co/Lc8eVh5MyB",
   "favorite_count": "279",
   "retweet_count": "31",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/Lc8eVh5MyB",
      "expanded_url": "https://example.invalid/Lc8eVh5MyB"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1806393406780344110",
   "id_str": "1806393406780344110",
   "created_at": "Thu Jun 27 18:25:24 +0000 2024",
   "full_text": "60k to the dollar as the half closes. Same as in early March, so four months of drama summed to zero.\n\nYou could've slept through the lot. I mean that as a strategy.",
   "favorite_count": "460",
   "retweet_count": "34",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1808227722720185094",
   "id_str": "1808227722720185094",
   "created_at": "Tue Jul 02 19:54:19 +0000 2024",
   "full_text": "Two of my three slices filled in four days: 58k on Wednesday, 55k on Friday.\n\n53.5k at the low, on the news of a transfer from one government wallet to an exchange.\n\nThey sent some of it back an hour later.\n\nImagine being liquidated by a clerk's test transaction.",
   "favorite_count": "252",
   "retweet_count": "17",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1808550243726264010",
   "id_str": "1808550243726264010",
   "created_at": "Wed Jul 03 17:15:54 +0000 2024",
   "full_text": "For those tracking it at home, the state has 39,826 coins left of its 50,000.\n\nIt sells like somebody with a lunch break: between nine and noon, every weekday, no regard for price.\n\nI've bid at eleven thirty for a week running.\n\nDates, not dips. 📉",
   "favorite_count": "672",
   "retweet_count": "66",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1810352594875320135",
   "id_str": "1810352594875320135",
   "created_at": "Mon Jul 08 16:37:48 +0000 2024",
   "full_text": "Sentiment at 26 and ETF inflows on four of the last five days. One of those two will be wrong, and sentiment doesn't have to wire money.",
   "favorite_count": "211",
   "retweet_count": "18",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1811108517508025106",
   "id_str": "1811108517508025106",
   "created_at": "Wed Jul 10 18:41:34 +0000 2024",
   "full_text": "RT @demo_kelpforest: Harbour rule for July. If you don't know how long the storm is, ration as if it were twice that.",
   "favorite_count": "0",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_kelpforest"
     }
    ],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1811784505095097640",
   "id_str": "1811784505095097640",
   "created_at": "Fri Jul 12 15:27:42 +0000 2024",
   "full_text": "What fear looks like from close up:\n\nMy feed is full of people who are \"stepping back for a while\".\n\nThree newsletters have stopped.\n\nSomeone is selling a mining rig, locally, with a cot.\n\nA friend asked whether to sell at 54 what he bought at 69.\n\nI asked if he needed the money before 2026.\n\nHe didn't.\n\nNeither does the coin.",
   "favorite_count": "459",
   "retweet_count": "41",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1811835960816568352",
   "id_str": "1811835960816568352",
   "created_at": "Fri Jul 12 18:52:10 +0000 2024",
   "full_text": "The German wallet is empty.\n\nFifty thousand coins in under four weeks, at an average price of somewhere around 57.9k.\n\nAnd the market is higher than when they started.\n\nIf you ever need a definition of absorption, cut that out and keep it. https://t.co/i4LqHx6SrC",
   "favorite_count": "194",
   "retweet_count": "16",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/i4LqHx6SrC",
      "expanded_url": "https://example.invalid/i4LqHx6SrC"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1812142807708602109",
   "id_str": "1812142807708602109",
   "created_at": "Sat Jul 13 15:11:28 +0000 2024",
   "full_text": "Soft inflation: the first negative month since 2020. Small caps had their best day against big tech in decades, and everybody discovered rotation on the same morning.\n\nIt's a crowded door.\n\nI like what it says on cuts, though. September's now in the curve at over 90%.",
   "favorite_count": "549",
   "retweet_count": "51",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1812602138522552219",
   "id_str": "1812602138522552219",
   "created_at": "Sun Jul 14 21:36:41 +0000 2024",
   "full_text": "A horrible Saturday in politics, and by Sunday the prediction markets, equities and crypto had each put a price on it.\n\nI won't talk about the politics here.\n\nAbout the pricing only this: when an event makes every chart go the same way by Monday, the second move is the one to study.\n\nThe first belongs to people who don't sleep.",
   "favorite_count": "168",
   "retweet_count": "14",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1813194617516983549",
   "id_str": "1813194617516983549",
   "created_at": "Tue Jul 16 12:50:59 +0000 2024",
   "full_text": "Old-exchange repayments have started. 140k coins, ten years late, to people who bought at 400 dollars.\n\nThey'll all dump, said everyone.\n\nSix days in, the venue's order book doesn't show it.\n\nAsk yourself who waits ten years for a coin &amp; then sells it on the first Tuesday.",
   "favorite_count": "502",
   "retweet_count": "66",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1813233377080246471",
   "id_str": "1813233377080246471",
   "created_at": "Tue Jul 16 15:25:00 +0000 2024",
   "full_text": "Ether funds begin trading. The old trust bled 484m on its first day, which surprised those who'd slept through January.\n\nI was neutral into it as planned, and disappointed after it as planned.\n\nEmotions on schedule. There's hope for me yet.",
   "favorite_count": "373",
   "retweet_count": "33",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1814226189808566663",
   "id_str": "1814226189808566663",
   "created_at": "Fri Jul 19 09:10:05 +0000 2024",
   "full_text": "My second least favourite phrase is \"strong hands\". Hands don't come into it. What you've got is a mortgage date, a tax bill, a partner, and a number at which you can't sleep.\n\nKnow all four. Then talk to me about hands.",
   "favorite_count": "187",
   "retweet_count": "16",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1814345563894713862",
   "id_str": "1814345563894713862",
   "created_at": "Fri Jul 19 17:04:26 +0000 2024",
   "full_text": "Four ways to be wrong, ranked by cost:\n\nWrong and small: tuition.\n\nWrong and quick: a scratch.\n\nWrong, large, and quick: a story.\n\nWrong, large, and slow: a lifestyle.",
   "favorite_count": "272",
   "retweet_count": "28",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1815690635244472673",
   "id_str": "1815690635244472673",
   "created_at": "Tue Jul 23 10:09:16 +0000 2024",
   "full_text": "One thing the chart of Bitcoin in July can't show you is how few people did anything. Trades on the big venues were down by a third from March. The low was made by a handful of sellers &amp; a handful of buyers, while the rest of us watched with our arms folded.",
   "favorite_count": "168",
   "retweet_count": "17",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1815724315505590798",
   "id_str": "1815724315505590798",
   "created_at": "Tue Jul 23 12:23:06 +0000 2024",
   "full_text": "Conference season. My notes:\n\nEvery stage had a politician on it.\n\nThe booths with free coffee had products. The booths with free hats had tokens.\n\nNobody mentioned Ethereum unless asked.\n\nA promise was made about a national reserve, and the crowd cheered, and price fell.\n\nI bought a hat.",
   "favorite_count": "208",
   "retweet_count": "23",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1816036426249142497",
   "id_str": "1816036426249142497",
   "created_at": "Wed Jul 24 09:03:19 +0000 2024",
   "full_text": "Did I mention that I dislike buying things at the top of a range on a politician's promise?\n\n70k. Sold 5% of the slice.\n\nMight buy it back at 62. Might never see 62 again.\n\nI can live with either sentence, and that's how I check the size.",
   "favorite_count": "515",
   "retweet_count": "53",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1816403851473847671",
   "id_str": "1816403851473847671",
   "created_at": "Thu Jul 25 09:23:20 +0000 2024",
   "full_text": "Yen watch, for those who never look at it: it's gone from 161 to 153 within a month. Borrowing in yen to own everything else has been the world's favourite free lunch. The waiter is on his way with something on a tray.",
   "favorite_count": "289",
   "retweet_count": "29",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1816441306608570253",
   "id_str": "1816441306608570253",
   "created_at": "Thu Jul 25 11:52:10 +0000 2024",
   "full_text": "Base rates for summer, since someone asked.\n\nAugust has been red for BTC in eight of the last twelve years.\n\nSeptember in nine.\n\nAverages: small, negative, dull.\n\nI don't sell on the calendar. I do take my holiday in it. https://t.co/Bn4jKp6XsD",
   "favorite_count": "85",
   "retweet_count": "11",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/Bn4jKp6XsD",
      "expanded_url": "https://example.invalid/Bn4jKp6XsD"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1816564677866426094",
   "id_str": "1816564677866426094",
   "created_at": "Thu Jul 25 20:02:24 +0000 2024",
   "full_text": "If a trade needs good news to work, it's a hope. If it merely needs an absence of bad news, it's a position.",
   "favorite_count": "175",
   "retweet_count": "22",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1817924588663737822",
   "id_str": "1817924588663737822",
   "created_at": "Mon Jul 29 14:06:12 +0000 2024",
   "full_text": "@demo_ledgerfox I've moved my view on that. Clerks with wallets are noise for a week and a gift for a quarter. You were right in June.",
   "favorite_count": "6",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_ledgerfox"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1817924352440536542",
   "in_reply_to_status_id_str": "1817924352440536542",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_ledgerfox"
  }
 },
 {
  "tweet": {
   "id": "1818261294805943758",
   "id_str": "1818261294805943758",
   "created_at": "Tue Jul 30 12:24:09 +0000 2024",
   "full_text": "@demo_harbourcap Thanks for the table. Row 14 has the coins counted twice, once as trust and once as custodian. The conclusion survives, it's just 4% smaller.",
   "favorite_count": "13",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_harbourcap"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1818261251856270798",
   "in_reply_to_status_id_str": "1818261251856270798",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_harbourcap"
  }
 },
 {
  "tweet": {
   "id": "1818311882306488835",
   "id_str": "1818311882306488835",
   "created_at": "Tue Jul 30 15:45:10 +0000 2024",
   "full_text": "I bought through July's mess with a method my old head of claims would recognise. I call it \"the slow bid\" and there's no secret in it.",
   "favorite_count": "466",
   "retweet_count": "99",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1818311899083705999",
   "id_str": "1818311899083705999",
   "created_at": "Tue Jul 30 15:45:14 +0000 2024",
   "full_text": "Step one is naming the seller.\n\nIf you can't name who must sell, how much they have, and by when, then it isn't forced selling. It's just selling, and they might know something.",
   "favorite_count": "19",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1818311882306488835",
   "in_reply_to_status_id_str": "1818311882306488835",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1818311995552697427",
   "id_str": "1818311995552697427",
   "created_at": "Tue Jul 30 15:45:37 +0000 2024",
   "full_text": "Step two: split the sum by time rather than price.\n\nThe clerk sold every weekday, so I bought every weekday. A tenth of the total each time. There's no \"best level\" in a sale that ends on a date.",
   "favorite_count": "40",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1818311899083705999",
   "in_reply_to_status_id_str": "1818311899083705999",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1818312050078647993",
   "id_str": "1818312050078647993",
   "created_at": "Tue Jul 30 15:45:50 +0000 2024",
   "full_text": "Step three, set the abort.\n\nMine was two closes below 51.8k. Under that, some other seller was about, and I didn't know his name.",
   "favorite_count": "24",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1818311995552697427",
   "in_reply_to_status_id_str": "1818311995552697427",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1818312125576121096",
   "id_str": "1818312125576121096",
   "created_at": "Tue Jul 30 15:46:08 +0000 2024",
   "full_text": "Step four: stop when the seller stops. Not two days later because \"momentum\".\n\nThe tenth slice went in on the twelfth at 57.6k. Then I put the keyboard in the cupboard.",
   "favorite_count": "52",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1818312050078647993",
   "in_reply_to_status_id_str": "1818312050078647993",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1818312192684984158",
   "id_str": "1818312192684984158",
   "created_at": "Tue Jul 30 15:46:24 +0000 2024",
   "full_text": "Average 57.1k. It could've gone wrong, and the loss would have been 1.1% of the book. It's in the journal, with the abort price, dated before the first slice.\n\nAnyone can show you the trade. Ask for the page with the abort.",
   "favorite_count": "44",
   "retweet_count": "6",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1818312125576121096",
   "in_reply_to_status_id_str": "1818312125576121096",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1818312360457142791",
   "id_str": "1818312360457142791",
   "created_at": "Tue Jul 30 15:47:04 +0000 2024",
   "full_text": "So that's all for today. If this thread was useful to you, follow @tessharrow_demo for more notes on risk, cycles and patience, and share the first post so that somebody else can find it. ⚓",
   "favorite_count": "127",
   "retweet_count": "10",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "tessharrow_demo"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1818312192684984158",
   "in_reply_to_status_id_str": "1818312192684984158",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1819466507088824391",
   "id_str": "1819466507088824391",
   "created_at": "Fri Aug 02 20:13:14 +0000 2024",
   "full_text": "Japan raised rates by a crumb. US payrolls missed by a bit. And a very large number of people found out at one time that they had the same trade on.\n\nIt's always the sum of two small things.",
   "favorite_count": "312",
   "retweet_count": "40",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1820375337268154172",
   "id_str": "1820375337268154172",
   "created_at": "Mon Aug 05 08:24:36 +0000 2024",
   "full_text": "Sunday night, five in the afternoon in New York.\n\n$ETH from 2,900 to 2,100 in a matter of hours.\n\n$BTC under 50k for eleven minutes.\n\nTokyo equities worst since 1987.\n\nVolatility index at 65, before the open.\n\nI've got bids at 49.8k and my hands are shaking.\n\nOne filled.\n\nI'd like it noted that the hands always shake.",
   "favorite_count": "259",
   "retweet_count": "18",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "ETH"
     },
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1820490546410423002",
   "id_str": "1820490546410423002",
   "created_at": "Mon Aug 05 16:02:24 +0000 2024",
   "full_text": "You can't prepare for a carry unwind by reading about carry. You prepare by having some cash and nobody who can call you.",
   "favorite_count": "174",
   "retweet_count": "11",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1820532120351673707",
   "id_str": "1820532120351673707",
   "created_at": "Mon Aug 05 18:47:36 +0000 2024",
   "full_text": "Three facts to keep from Monday for next time:\n\n1. Nothing was wrong with crypto.\n\n2. Crypto fell the most.\n\n3. It fell first, on a Sunday, because it was open.\n\nAnything liquid at the weekend is a fire exit for everything which isn't.",
   "favorite_count": "350",
   "retweet_count": "35",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1820763461383094489",
   "id_str": "1820763461383094489",
   "created_at": "Tue Aug 06 10:06:52 +0000 2024",
   "full_text": "Somebody else's margin call is the best broker I have ever had. He doesn't haggle, he doesn't send invoices, and he vanishes by Wednesday.",
   "favorite_count": "442",
   "retweet_count": "50",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1820820604580792671",
   "id_str": "1820820604580792671",
   "created_at": "Tue Aug 06 13:53:56 +0000 2024",
   "full_text": "A note for whoever sold at 50k on Monday.\n\nYou're not stupid. You had too much, that's all, and it showed itself at the worst minute, like it does.\n\nDon't buy back angry.\n\nWork out the size at which you would've slept. Start there, with whatever's left. The market will be there.",
   "favorite_count": "311",
   "retweet_count": "31",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1821561050231736593",
   "id_str": "1821561050231736593",
   "created_at": "Thu Aug 08 14:56:12 +0000 2024",
   "full_text": "Bounce to 62k. The very same people, the same pipes, the same yen.\n\nIn five days we went from \"emergency cut\" to \"soft landing\".\n\nThe economy didn't do that. Positioning did.\n\nWhen the story changes faster than the facts could, you're looking at leverage talking.",
   "favorite_count": "338",
   "retweet_count": "26",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1822592710603702864",
   "id_str": "1822592710603702864",
   "created_at": "Sun Aug 11 11:15:39 +0000 2024",
   "full_text": "Is this 2020 again, with the panic low in front of the easing?\n\nSome of it rhymes: forced sellers, cuts coming, everyone small.\n\nSome of it doesn't: rates start at 5.5, not at 1.5, and stocks are near their highs.\n\nI've got it as 60/40. That's a lean, not a bet-the-boat.",
   "favorite_count": "317",
   "retweet_count": "24",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1822987818234806336",
   "id_str": "1822987818234806336",
   "created_at": "Mon Aug 12 13:25:40 +0000 2024",
   "full_text": "Fourteen months of lower highs in ETH/BTC, and the replies beneath any mention are the same eight people defending it.\n\nI've begun to look up when capitulation in a pair has happened before.\n\nThe answer: about a month after the last of the eight goes quiet.\n\nWe're at eight.",
   "favorite_count": "272",
   "retweet_count": "27",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1823058030883769599",
   "id_str": "1823058030883769599",
   "created_at": "Mon Aug 12 18:04:40 +0000 2024",
   "full_text": "Launchpad statistics that ought to be on the packet. Of 1.8 million tokens launched on the big Solana one, some 1.4% ever reached a proper exchange. Of wallets, three in a hundred made over a thousand dollars.\n\nThe house made 100 million.\n\nYou know what I'm going to say. Be the house or be elsewhere.",
   "favorite_count": "360",
   "retweet_count": "14",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1823253334455225972",
   "id_str": "1823253334455225972",
   "created_at": "Tue Aug 13 07:00:44 +0000 2024",
   "full_text": "Another chain has launched a copy of the launchpad. Sun instead of pump.\n\nVolume's enormous.\n\nIt'll last for three weeks.\n\nCopies of casinos do well until the bus service changes.",
   "favorite_count": "323",
   "retweet_count": "33",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1823392795063225952",
   "id_str": "1823392795063225952",
   "created_at": "Tue Aug 13 16:14:54 +0000 2024",
   "full_text": "My portfolio, ranked by how much I think about it: the smallest alt, the second smallest alt, the third. Ranked by how much it matters: the reverse.",
   "favorite_count": "492",
   "retweet_count": "37",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1823395248731066263",
   "id_str": "1823395248731066263",
   "created_at": "Tue Aug 13 16:24:39 +0000 2024",
   "full_text": "Jackson Hole, and a rare plain sentence: the time has come.\n\nTwo years of \"data dependent\" for four words with a verb in them.\n\nIt's the direction that counts for crypto. The first cut is usually in the price. It's the fifth that pays.",
   "favorite_count": "504",
   "retweet_count": "44",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1823703265833912709",
   "id_str": "1823703265833912709",
   "created_at": "Wed Aug 14 12:48:36 +0000 2024",
   "full_text": "Here's a thing about easing cycles no one wants to hear: in two out of the last three, risk fell for months after the first cut, since the cut came late.\n\nIn the third it didn't, since it came early.\n\nSo the question isn't \"are they cutting?\". It's \"do they have to?\".\n\nClaims under 240k say they don't. I check each Thursday.",
   "favorite_count": "238",
   "retweet_count": "23",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1823727643128761080",
   "id_str": "1823727643128761080",
   "created_at": "Wed Aug 14 14:25:28 +0000 2024",
   "full_text": "A well-known messenger's founder was detained at an airport. Its coin lost a fifth in a day.\n\nI'm not going to weigh in on the case.\n\nThe risk lesson's old: if one man's passport is on your balance sheet, that's a concentration.",
   "favorite_count": "197",
   "retweet_count": "20",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1824066094101432994",
   "id_str": "1824066094101432994",
   "created_at": "Thu Aug 15 12:50:21 +0000 2024",
   "full_text": "I've been asked to name my edge.\n\nIt isn't speed, I type with four fingers.\n\nIt isn't information, I read what you read.\n\nI'm not a better forecaster, see journal.\n\nWhat I have is nine years of watching people buy cover after the storm.\n\nSo I try to be the one selling it then.\n\nAnd to be buying it in July.",
   "favorite_count": "359",
   "retweet_count": "36",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1825873897845687148",
   "id_str": "1825873897845687148",
   "created_at": "Tue Aug 20 12:33:55 +0000 2024",
   "full_text": "Farmed my last points. Took the four hours and built a shelf.\n\nThe shelf holds eleven books.\n\nThe points held a cliff, a snapshot, a Sybil filter and a lawyer's letter.\n\nBest risk-adjusted return of the summer.",
   "favorite_count": "167",
   "retweet_count": "16",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1825951102399416955",
   "id_str": "1825951102399416955",
   "created_at": "Tue Aug 20 17:40:42 +0000 2024",
   "full_text": "Funding negative for nine days while spot grinds sideways. Shorts are paying rent to sit in a house that's not falling down.",
   "favorite_count": "234",
   "retweet_count": "26",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1826287254893496121",
   "id_str": "1826287254893496121",
   "created_at": "Wed Aug 21 15:56:27 +0000 2024",
   "full_text": "Whenever I catch myself typing \"at these levels\", I stop and ask what a level is. It's a place where other people once changed their minds. They may not be there any more. They may have children now.",
   "favorite_count": "213",
   "retweet_count": "16",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1826893268906937814",
   "id_str": "1826893268906937814",
   "created_at": "Fri Aug 23 08:04:32 +0000 2024",
   "full_text": "Low-conviction list, August. I own none of these and might be tempted: the lending market with real fees, the perps exchange with no token, the oldest DEX, and $TAO under 250.\n\nCommon thread: they'd exist if the price feed went dark.\n\nThree of them I can value. The fourth I just like, so it gets a quarter of the size.",
   "favorite_count": "232",
   "retweet_count": "15",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "TAO"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1827710399017913011",
   "id_str": "1827710399017913011",
   "created_at": "Sun Aug 25 14:11:31 +0000 2024",
   "full_text": "$TAO filled at 238.\n\nIt's a network in which models compete, or else it's a subsidy in which validators compete, and I've read enough to argue both sides without having an answer.\n\nA good time to be small.\n\nIf subnets get paying customers I'll add at twice the price, gladly.",
   "favorite_count": "429",
   "retweet_count": "34",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "TAO"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1827995783656374927",
   "id_str": "1827995783656374927",
   "created_at": "Mon Aug 26 09:05:32 +0000 2024",
   "full_text": "Weekly review, the short one:\n\nDid I follow the plan? Six out of seven days.\n\nWhat happened on the seventh?\n\nWine.\n\nCost? 0.3%.\n\nAction? None. A rule against one bad evening in a week is a rule I'll break.",
   "favorite_count": "225",
   "retweet_count": "21",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1828122334196665395",
   "id_str": "1828122334196665395",
   "created_at": "Mon Aug 26 17:28:24 +0000 2024",
   "full_text": "Something to try. Write down the worst price you could see for each holding in the next year. Not the stop, the worst. Then read it aloud to another adult.\n\nMost people cut a position before the end of the sentence. https://t.co/Xo6TbH1vNz",
   "favorite_count": "253",
   "retweet_count": "23",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/Xo6TbH1vNz",
      "expanded_url": "https://example.invalid/Xo6TbH1vNz"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1828140172571577466",
   "id_str": "1828140172571577466",
   "created_at": "Mon Aug 26 18:39:17 +0000 2024",
   "full_text": "I keep the crash screenshots in a folder called \"weather\". It's got nineteen files. Each one looked like the end of something, and in four of them it was.",
   "favorite_count": "175",
   "retweet_count": "11",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1828429621490614360",
   "id_str": "1828429621490614360",
   "created_at": "Tue Aug 27 13:49:27 +0000 2024",
   "full_text": "@demo_kelpforest Sleep first. There's no decision at 3am that isn't better at 9, apart from calling the coastguard.",
   "favorite_count": "8",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_kelpforest"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1828429458281857112",
   "in_reply_to_status_id_str": "1828429458281857112",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_kelpforest"
  }
 },
 {
  "tweet": {
   "id": "1828722576847801212",
   "id_str": "1828722576847801212",
   "created_at": "Wed Aug 28 09:13:33 +0000 2024",
   "full_text": "@demo_guest3 Yes, filled one, missed the two lower. And no, I didn't know it was the low. I knew that it was the price on the page.",
   "favorite_count": "4",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_guest3"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1828722551077997436",
   "in_reply_to_status_id_str": "1828722551077997436",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_guest3"
  }
 },
 {
  "tweet": {
   "id": "1828853560767418345",
   "id_str": "1828853560767418345",
   "created_at": "Wed Aug 28 17:54:02 +0000 2024",
   "full_text": "How a carry trade works and why some yen loans nearly sank your dog coin.\n\nNo maths. One pub. 👇",
   "favorite_count": "676",
   "retweet_count": "120",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1828853619487673543",
   "id_str": "1828853619487673543",
   "created_at": "Wed Aug 28 17:54:16 +0000 2024",
   "full_text": "There's a pub across the road which lends beer at 0%. Our local pays 5% for the same beer.\n\nSo all week you carry beer across the road. Free money. Everyone does it, and they lean the barrels on one another.",
   "favorite_count": "54",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1828853560767418345",
   "in_reply_to_status_id_str": "1828853560767418345",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1828853711762358618",
   "id_str": "1828853711762358618",
   "created_at": "Wed Aug 28 17:54:38 +0000 2024",
   "full_text": "One evening the first pub announces it will charge 0.25%. Nobody cares about that as such.\n\nBut the road has got busier, the beer is worth more over there than here, and the loans are in their beer.",
   "favorite_count": "53",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1828853619487673543",
   "in_reply_to_status_id_str": "1828853619487673543",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1828853757899705134",
   "id_str": "1828853757899705134",
   "created_at": "Wed Aug 28 17:54:49 +0000 2024",
   "full_text": "So a few people carry some back. That pushes up the price of carrying. So more do.\n\nBy Sunday everyone's on the road with barrels, and they'll sell anything they have to get across: stocks, gold, coins, hats.",
   "favorite_count": "32",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1828853711762358618",
   "in_reply_to_status_id_str": "1828853711762358618",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1828853841785783684",
   "id_str": "1828853841785783684",
   "created_at": "Wed Aug 28 17:55:09 +0000 2024",
   "full_text": "Which one do they sell at five on a Sunday? Whatever's open.\n\nWe were open.",
   "favorite_count": "12",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1828853757899705134",
   "in_reply_to_status_id_str": "1828853757899705134",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1828853862757304170",
   "id_str": "1828853862757304170",
   "created_at": "Wed Aug 28 17:55:14 +0000 2024",
   "full_text": "Nothing about the hats was wrong. There were just too many barrels.\n\nWhen the road's empty again, the hats will find their price. Mine was 49.8k.",
   "favorite_count": "38",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1828853841785783684",
   "in_reply_to_status_id_str": "1828853841785783684",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1829653712335798942",
   "id_str": "1829653712335798942",
   "created_at": "Fri Aug 30 22:53:33 +0000 2024",
   "full_text": "I've been called a pessimist again, so here's the happy thread. What I truly like about this market, in late summer, with nobody looking.",
   "favorite_count": "615",
   "retweet_count": "127",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1829653779444662869",
   "id_str": "1829653779444662869",
   "created_at": "Fri Aug 30 22:53:49 +0000 2024",
   "full_text": "Custody's solved for anyone willing to read one manual. In 2017 I kept a seed phrase in a tin of loose tea. Nine in ten newcomers now start in something regulated, dull, and insured.",
   "favorite_count": "21",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1829653712335798942",
   "in_reply_to_status_id_str": "1829653712335798942",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1829653838164921771",
   "id_str": "1829653838164921771",
   "created_at": "Fri Aug 30 22:54:03 +0000 2024",
   "full_text": "Stablecoins. 170 billion of them, used by people who've never seen a candle chart. My cousin's crew gets paid in them in three ports.\n\nThere's a product. Nobody tweets about it.",
   "favorite_count": "65",
   "retweet_count": "10",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1829653779444662869",
   "in_reply_to_status_id_str": "1829653779444662869",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1829653922051002017",
   "id_str": "1829653922051002017",
   "created_at": "Fri Aug 30 22:54:23 +0000 2024",
   "full_text": "Builders didn't leave. The repos I follow had more commits in the dull months than in the loud ones. I don't know whether that's worth anything to holders. It's worth something to me.",
   "favorite_count": "19",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1829653838164921771",
   "in_reply_to_status_id_str": "1829653838164921771",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1829654001742774920",
   "id_str": "1829654001742774920",
   "created_at": "Fri Aug 30 22:54:42 +0000 2024",
   "full_text": "And the sellers are old &amp; known, and running out. Trust, state, exchange, miners. Tick, tick, half, half.\n\nI don't need the next story yet. I only need the last one to finish.",
   "favorite_count": "46",
   "retweet_count": "5",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1829653922051002017",
   "in_reply_to_status_id_str": "1829653922051002017",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1829654073045944268",
   "id_str": "1829654073045944268",
   "created_at": "Fri Aug 30 22:54:59 +0000 2024",
   "full_text": "That concludes it. If this thread was useful to you, follow @tessharrow_demo for more notes on risk, cycles and patience, and share the first post so that somebody else can find it. ⚓",
   "favorite_count": "37",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "tessharrow_demo"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1829654001742774920",
   "in_reply_to_status_id_str": "1829654001742774920",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1830257067160506054",
   "id_str": "1830257067160506054",
   "created_at": "Sun Sep 01 14:51:04 +0000 2024",
   "full_text": "Back from six days without a signal. Missed 4% down and 3% up.\n\nWhatever I'd have done in the middle would've been a mistake.\n\nThe trip cost 310 pounds. Cheapest risk system on the market.",
   "favorite_count": "188",
   "retweet_count": "18",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1830938406679480375",
   "id_str": "1830938406679480375",
   "created_at": "Tue Sep 03 11:58:28 +0000 2024",
   "full_text": "52.6k on a payroll Friday, with everyone quoting the September average at each other.\n\nThird slice from June, the 52 one, missed by a fraction.\n\nI did not chase it.\n\nI've been practising that sentence for years, and it's nice to use it.",
   "favorite_count": "532",
   "retweet_count": "52",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1831241554195384204",
   "id_str": "1831241554195384204",
   "created_at": "Wed Sep 04 08:03:04 +0000 2024",
   "full_text": "Cuts next week. 25 or 50?\n\nThe futures say it's a coin toss, for the first time in ages.\n\nSurprise is therefore certain, only its sign isn't.\n\nI've closed my short-dated stuff. I don't play \"guess the committee\".",
   "favorite_count": "220",
   "retweet_count": "19",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1831767884821430307",
   "id_str": "1831767884821430307",
   "created_at": "Thu Sep 05 18:54:31 +0000 2024",
   "full_text": "50.\n\nA statement, a press event, a table of dots, and a lot of people explaining that large cuts are bearish.\n\nHistorically they are, when something's broken.\n\nI looked for the broken thing all evening. Credit spreads: tight. Claims: low. Banks: yawning.\n\nIf it isn't fear, it's insurance.\n\nI used to sell insurance. It's a good product when nothing's on fire.",
   "favorite_count": "159",
   "retweet_count": "14",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1832047586177977802",
   "id_str": "1832047586177977802",
   "created_at": "Fri Sep 06 13:25:57 +0000 2024",
   "full_text": "Then China. Rate cuts, reserve cuts, money for brokers to buy stocks with, all in one morning.\n\nI had \"China stimulus\" on my list of trades which had paid me two times out of four.\n\nMake that three in five.",
   "favorite_count": "152",
   "retweet_count": "12",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1833056848966586178",
   "id_str": "1833056848966586178",
   "created_at": "Mon Sep 09 08:16:24 +0000 2024",
   "full_text": "Four central banks easing in one month, M2 turning up everywhere, and my feed is arguing over a hippo.\n\nI want to be fair to the hippo. She's up more than M2.",
   "favorite_count": "534",
   "retweet_count": "48",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1833098531959737382",
   "id_str": "1833098531959737382",
   "created_at": "Mon Sep 09 11:02:02 +0000 2024",
   "full_text": "Global liquidity charts, a health warning:\n\n• everybody shifts the line by a number of weeks that fits\n\n• \"10 weeks ahead\" was 12 last year\n\n• it's the dollar in disguise, half of the time\n\nStill, the sign's useful. Up is better than down. That's all I take from it.",
   "favorite_count": "482",
   "retweet_count": "48",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1833117280498617021",
   "id_str": "1833117280498617021",
   "created_at": "Mon Sep 09 12:16:32 +0000 2024",
   "full_text": "An old idea of mine, tested at last: buy when the six-month return is negative &amp; the Fed is easing. Since 2013 there have been nineteen such weeks.\n\nMedian return a year later: +112%.\n\nNineteen weeks sounds like a sample. In truth it's two episodes.\n\nI'm long anyway. I just won't call it science.",
   "favorite_count": "185",
   "retweet_count": "16",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1833194355028922360",
   "id_str": "1833194355028922360",
   "created_at": "Mon Sep 09 17:22:48 +0000 2024",
   "full_text": "The AI names are awake first. $TAO 238 to 520 in seven weeks.\n\nTook back my stake at a double. What's left is the market's.\n\nThere's a kind of calm you can only buy with somebody else's money.\n\nI do recommend it.",
   "favorite_count": "161",
   "retweet_count": "11",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "TAO"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1833202634585016705",
   "id_str": "1833202634585016705",
   "created_at": "Mon Sep 09 17:55:42 +0000 2024",
   "full_text": "Leadership is what I look at on the first strong week after a long drift. Whoever's up the most without an unlock, without a listing, without a giveaway: that's where the next leg generally lives. This time: AI, one fast L1 beginning with S, and the same cat as always.",
   "favorite_count": "288",
   "retweet_count": "23",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1833555203584952026",
   "id_str": "1833555203584952026",
   "created_at": "Tue Sep 10 17:16:41 +0000 2024",
   "full_text": "Dear diary, my smallest position is now my largest.\n\nTrimmed it on Tuesday.\n\nTrimmed it on Thursday.\n\nIt's still my largest.\n\nI'm aware that others have real problems.",
   "favorite_count": "382",
   "retweet_count": "35",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1834161565725626285",
   "id_str": "1834161565725626285",
   "created_at": "Thu Sep 12 09:26:09 +0000 2024",
   "full_text": "A friend runs a corner shop and asked me to explain restaking.\n\n\"You lend out your van.\"\n\n\"Then you rent out the insurance on the van.\"\n\n\"Then someone gives you stamps for it.\"\n\nHe said he'd stick to the shop.\n\nThat man's risk-adjusted return will beat every fund I know of.",
   "favorite_count": "138",
   "retweet_count": "12",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1834225658885047145",
   "id_str": "1834225658885047145",
   "created_at": "Thu Sep 12 13:40:50 +0000 2024",
   "full_text": "On being early. I bought rollup tokens in 2022 since the tech was inevitable. The tech was indeed inevitable. The token had no opinion on the matter.\n\nNow I ask what the holder gets, in writing.\n\n\"Governance\" isn't an answer. I've been on committees.",
   "favorite_count": "71",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1834356001076154211",
   "id_str": "1834356001076154211",
   "created_at": "Thu Sep 12 22:18:46 +0000 2024",
   "full_text": "What did the summer range teach us? Mostly that 30% of the people who say \"long term\" mean \"until it's down for two months running\".",
   "favorite_count": "161",
   "retweet_count": "16",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1835378928907192623",
   "id_str": "1835378928907192623",
   "created_at": "Sun Sep 15 18:03:31 +0000 2024",
   "full_text": "Honest question for people who use on-chain data every day: which chart has changed your mind in the past year? Not confirmed it, changed it.\n\nFor me just one. The supply held by wallets under a year old never spiked in March, as it had at every previous top.\n\nSo I didn't sell the core. That chart was worth more than this account. https://t.co/Vd9jGt1ZkN",
   "favorite_count": "338",
   "retweet_count": "26",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/Vd9jGt1ZkN",
      "expanded_url": "https://example.invalid/Vd9jGt1ZkN"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1835616339096505909",
   "id_str": "1835616339096505909",
   "created_at": "Mon Sep 16 09:46:54 +0000 2024",
   "full_text": "Open interest by itself isn't a signal. Divide it by market cap, compare with its own three months, then ask if price moved with it.\n\nHigh OI with rising price: crowd's in.\n\nHigh OI, flat price: a fight.\n\nThe fight's the one I like. Somebody leaves that room quickly.",
   "favorite_count": "180",
   "retweet_count": "13",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1835976915022778328",
   "id_str": "1835976915022778328",
   "created_at": "Tue Sep 17 09:39:42 +0000 2024",
   "full_text": "My process mark for September: 8 out of 10. P&amp;L: good.\n\nMarch was a 5 with an even better P&amp;L.\n\nI've framed both pages, side by side, over the desk.\n\nIf you can work out why, then you don't need the other 900 posts.",
   "favorite_count": "222",
   "retweet_count": "20",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1836387340252090329",
   "id_str": "1836387340252090329",
   "created_at": "Wed Sep 18 12:50:35 +0000 2024",
   "full_text": "What I tell my nephew, nineteen, who has discovered perps:\n\nUse a tenth of what you planned.\n\nNo more than 2x.\n\nWrite why.\n\nLose it slowly, please, so there's time to learn from it.\n\nThen call me, not your mother.\n\nHe's asked what \"write\" means.",
   "favorite_count": "216",
   "retweet_count": "17",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1836848915018679409",
   "id_str": "1836848915018679409",
   "created_at": "Thu Sep 19 19:24:43 +0000 2024",
   "full_text": "An honest week, by the clock:\n\nReading: nineteen hours.\n\nLooking at charts: six.\n\nPlacing orders: four minutes.\n\nRegretting orders: two hours and a half.\n\nExplaining to my sister what a basis point is: forty minutes, spread over three calls.\n\nThe four minutes pay for all of it, and they wouldn't without the nineteen hours.",
   "favorite_count": "438",
   "retweet_count": "31",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1837034773017528462",
   "id_str": "1837034773017528462",
   "created_at": "Fri Sep 20 07:43:15 +0000 2024",
   "full_text": "Reading old shipping records on the bus. In 1857 a rumour needed nine days to cross the Atlantic, and the panic took a fortnight. Today the rumour takes nine seconds. And the panic? Still about a fortnight. People haven't been upgraded.",
   "favorite_count": "205",
   "retweet_count": "18",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1838312043443127224",
   "id_str": "1838312043443127224",
   "created_at": "Mon Sep 23 20:18:40 +0000 2024",
   "full_text": "If 65k gives way I'd want 61.5 to hold, and if that doesn't, I'm wrong about the quarter.\n\nThere, that's a plan in one sentence with two exits.\n\nEverything I add to it will be decoration.",
   "favorite_count": "213",
   "retweet_count": "25",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1838327033885623726",
   "id_str": "1838327033885623726",
   "created_at": "Mon Sep 23 21:18:14 +0000 2024",
   "full_text": "A tidy close. Best September on record for Bitcoin, +7%, in the month when everybody knows you mustn't own it.\n\nSeasonality's a lovely servant.\n\nI'd never let it near the till.\n\n☕",
   "favorite_count": "359",
   "retweet_count": "27",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1840301699625910898",
   "id_str": "1840301699625910898",
   "created_at": "Sun Sep 29 08:04:51 +0000 2024",
   "full_text": "@demo_basisbeth They'd need to see it. Nobody hedges against a thing that happened in a book. My guess is that we get one more crash before the options desk gets a budget.",
   "favorite_count": "4",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_basisbeth"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1840301506352382578",
   "in_reply_to_status_id_str": "1840301506352382578",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_basisbeth"
  }
 },
 {
  "tweet": {
   "id": "1840686015312824810",
   "id_str": "1840686015312824810",
   "created_at": "Mon Sep 30 09:31:59 +0000 2024",
   "full_text": "@demo_ninebells It's a fine chart. My only trouble with it is the y-axis, which starts at a place that suits you.",
   "favorite_count": "3",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_ninebells"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1840685989543021034",
   "in_reply_to_status_id_str": "1840685989543021034",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_ninebells"
  }
 },
 {
  "tweet": {
   "id": "1840769414853558740",
   "id_str": "1840769414853558740",
   "created_at": "Mon Sep 30 15:03:23 +0000 2024",
   "full_text": "The first cut arrived, so I went through each easing cycle since 1989 to see what risk assets did after.\n\nSmall sample, strong opinions. 🧵",
   "favorite_count": "245",
   "retweet_count": "36",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1840769532294070448",
   "id_str": "1840769532294070448",
   "created_at": "Mon Sep 30 15:03:51 +0000 2024",
   "full_text": "1/ There are seven. Anyone who quotes an \"average\" from seven is selling something. I'll give you the groups instead.",
   "favorite_count": "69",
   "retweet_count": "5",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1840769414853558740",
   "in_reply_to_status_id_str": "1840769414853558740",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1840769607791543101",
   "id_str": "1840769607791543101",
   "created_at": "Mon Sep 30 15:04:09 +0000 2024",
   "full_text": "2/ Cut because something broke: 1990, 2001, 2007, 2020.\n\nStocks fell further first, by a median of 17%. The low came months after the first cut.",
   "favorite_count": "40",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1840769532294070448",
   "in_reply_to_status_id_str": "1840769532294070448",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1840769754592185809",
   "id_str": "1840769754592185809",
   "created_at": "Mon Sep 30 15:04:44 +0000 2024",
   "full_text": "3/ Cut because they could: 1995, 1998, 2019.\n\nStocks were higher within a year each time, and by a lot in two of them.",
   "favorite_count": "25",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1840769607791543101",
   "in_reply_to_status_id_str": "1840769607791543101",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1840769909781431474",
   "id_str": "1840769909781431474",
   "created_at": "Mon Sep 30 15:05:21 +0000 2024",
   "full_text": "4/ How do you tell in real time? You can't, fully. But credit spreads were already widening for months in the first group, and weren't in the second.\n\nToday: not widening.",
   "favorite_count": "41",
   "retweet_count": "5",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1840769754592185809",
   "in_reply_to_status_id_str": "1840769754592185809",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1840770027221943819",
   "id_str": "1840770027221943819",
   "created_at": "Mon Sep 30 15:05:49 +0000 2024",
   "full_text": "5/ Crypto existed for two of the seven. In 2019 it fell for months after the first cut. In 2020 it went up eightfold, on cheques rather than rates.\n\nSo: n = 2, one each way. Please don't put that on a slide.",
   "favorite_count": "42",
   "retweet_count": "5",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1840769909781431474",
   "in_reply_to_status_id_str": "1840769909781431474",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1840770094330809295",
   "id_str": "1840770094330809295",
   "created_at": "Mon Sep 30 15:06:05 +0000 2024",
   "full_text": "6/ What I do with it: treat this as group two until spreads say otherwise. Add on dips, size normal, check Thursdays.\n\nAnd keep the umbrella. It's September. ⚓",
   "favorite_count": "33",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1840770027221943819",
   "in_reply_to_status_id_str": "1840770027221943819",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1841777415156662453",
   "id_str": "1841777415156662453",
   "created_at": "Thu Oct 03 09:48:49 +0000 2024",
   "full_text": "Uptober began with a missile headline and a 6% drop, so that's the meme dealt with by the second day.\n\nI use it as a test each year.\n\nIf people are still saying the word after a red week, they own too much.\n\nThey're still saying it.",
   "favorite_count": "161",
   "retweet_count": "18",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1841884671898553475",
   "id_str": "1841884671898553475",
   "created_at": "Thu Oct 03 16:55:01 +0000 2024",
   "full_text": "A restaking token listed and opened at 7bn fully diluted. Stakers got their stamps, sold them, and asked what the next stamps would be.\n\nThe shopkeeper from last month has sent me a thumbs-up.\n\nI've not replied.",
   "favorite_count": "220",
   "retweet_count": "16",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1842594423632826298",
   "id_str": "1842594423632826298",
   "created_at": "Sat Oct 05 15:55:19 +0000 2024",
   "full_text": "Quietly, the tokenised treasury folder is now at 2.3bn. It was one billion in April.\n\nNo mascot. No points.\n\nI checked again, and there's still nothing for me to buy. That's generally how real adoption looks from the cheap seats. https://t.co/n5QyTd0BmH",
   "favorite_count": "219",
   "retweet_count": "30",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/n5QyTd0BmH",
      "expanded_url": "https://example.invalid/n5QyTd0BmH"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1842972338811830577",
   "id_str": "1842972338811830577",
   "created_at": "Sun Oct 06 16:57:01 +0000 2024",
   "full_text": "There's a bot that posts nonsense scripture all day, and somebody made it a coin. The bot read about the coin, liked it, and kept on posting.\n\n400 million in nine days.\n\nWe've had tokens for dogs, for frogs, for a hippo. This is the first whose mascot can do its own marketing.\n\nI bought 0.2% and I feel rather odd about it.",
   "favorite_count": "139",
   "retweet_count": "12",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1843185103270839511",
   "id_str": "1843185103270839511",
   "created_at": "Mon Oct 07 07:02:28 +0000 2024",
   "full_text": "My rule for any new mania is 0.2%. It's small enough to lose and large enough to make me read.",
   "favorite_count": "315",
   "retweet_count": "30",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1843585038545846281",
   "id_str": "1843585038545846281",
   "created_at": "Tue Oct 08 09:31:40 +0000 2024",
   "full_text": "Seven months.\n\nThat's how long we've been between 52 and 72 thousand.\n\nLong enough for a baby, nearly.\n\nLong enough for three \"final flushes\", two \"breakouts\", one pub explanation, and a shelf.\n\nThe band is narrowing, ETF flows are turning up, and there's an event on the fifth of November that lets everybody stop waiting.\n\nI'm not predicting which way. I'm saying that waiting is about to become scarce.",
   "favorite_count": "214",
   "retweet_count": "17",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1843661379072954187",
   "id_str": "1843661379072954187",
   "created_at": "Tue Oct 08 14:35:01 +0000 2024",
   "full_text": "Rates went the wrong way after the cut. 10-year from 3.6 to 4.2, in five weeks, on an easing Fed!\n\nEither growth is better than we thought, or the deficit is.\n\nFor $BTC the second one's a feature.\n\nFor my mortgage it's a bug.",
   "favorite_count": "700",
   "retweet_count": "63",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1843943974499256833",
   "id_str": "1843943974499256833",
   "created_at": "Wed Oct 09 09:17:57 +0000 2024",
   "full_text": "I've traded through the last three US elections. In the three weeks before, hedging makes things cheap. In the three weeks after, hedges come off and things go up, nearly regardless of who won.\n\nn = 3. Yes, I know.\n\nBut the mechanism is sound: people pay to not be surprised. When the surprise has a date, sell them that.\n\nHalf a percent of risk, defined, expires on the eighth.",
   "favorite_count": "117",
   "retweet_count": "8",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1843958352573368188",
   "id_str": "1843958352573368188",
   "created_at": "Wed Oct 09 10:15:05 +0000 2024",
   "full_text": "How much should you own on a day where everyone agrees that it's binary?\n\nLess than feels right, if you think you know.\n\nMore than feels right, if you're scared of it.\n\nExactly what you own today, if you did this properly in August.",
   "favorite_count": "226",
   "retweet_count": "23",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1844014019376054393",
   "id_str": "1844014019376054393",
   "created_at": "Wed Oct 09 13:56:17 +0000 2024",
   "full_text": "The prediction markets have turned into a sport. I like them, and I've used them for two years.\n\nJust remember they're prices, and a price can be pushed by one man with conviction and a wire.\n\nThirty million did it this month.\n\nWhat it tells you is what he's willing to lose, not what he knows.",
   "favorite_count": "147",
   "retweet_count": "10",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1844299122996152617",
   "id_str": "1844299122996152617",
   "created_at": "Thu Oct 10 08:49:11 +0000 2024",
   "full_text": "$SOL/$ETH at a record. A year ago, you were invited to funerals.\n\nI'd like to thank the estate, its court order, and the speed limit.\n\nTrimmed another fifth anyway, since it's 31% of my coins and I've got that rule about ships and convoys.",
   "favorite_count": "210",
   "retweet_count": "21",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "SOL"
     },
     {
      "text": "ETH"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1844443952313270950",
   "id_str": "1844443952313270950",
   "created_at": "Thu Oct 10 18:24:41 +0000 2024",
   "full_text": "Bank earnings, a chip company, three payroll revisions, and I'm watching one number: the gap between spot volume and perp volume.\n\nIt's 0.31 and rising.\n\nBelow 0.2 rallies tend to be rented.\n\nAbove 0.3 somebody's paying the full price. https://t.co/y3MeWp5QbA",
   "favorite_count": "234",
   "retweet_count": "24",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/y3MeWp5QbA",
      "expanded_url": "https://example.invalid/y3MeWp5QbA"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1844667072508855880",
   "id_str": "1844667072508855880",
   "created_at": "Fri Oct 11 09:11:17 +0000 2024",
   "full_text": "A small memory from the old job. A captain rang me from a storm to ask whether he was covered.\n\nI said yes.\n\nHe said \"good\", and put the phone down, and sailed somewhat worse than he would have.\n\nWe had data on it. The covered ships took more weather.\n\nI think of him each time that somebody tells me they have a stop in.",
   "favorite_count": "261",
   "retweet_count": "19",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1845789648614330026",
   "id_str": "1845789648614330026",
   "created_at": "Mon Oct 14 11:32:00 +0000 2024",
   "full_text": "What I read this month so that you needn't: 84 pages on stablecoin reserves, a 60-page quarterly refunding statement, one court ruling, and the terms of a points campaign.\n\nThree were dull.\n\nThe points terms let the team change everything at any time, without notice, and require you to indemnify them.\n\nPage 19. Sleep well.",
   "favorite_count": "163",
   "retweet_count": "17",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1846490562950073617",
   "id_str": "1846490562950073617",
   "created_at": "Wed Oct 16 09:57:11 +0000 2024",
   "full_text": "Things I got wrong this quarter:\n\nI sold $SOL too soon, twice.\n\nI thought the range would break in August.\n\nI called a bot \"a fad\" to its face, and it replied with a better argument than mine.\n\nWhat I got right: size, each time.\n\nIt's remarkable how little the first list costs when you've done the last line.",
   "favorite_count": "183",
   "retweet_count": "15",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "SOL"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1846594795598776775",
   "id_str": "1846594795598776775",
   "created_at": "Wed Oct 16 16:51:22 +0000 2024",
   "full_text": "A bull market's first half is about who was right. Its second half is about who can count.",
   "favorite_count": "267",
   "retweet_count": "29",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1846921468965814851",
   "id_str": "1846921468965814851",
   "created_at": "Thu Oct 17 14:29:27 +0000 2024",
   "full_text": "73.5k, within a whisker of the March high, on 870m of inflow.\n\nIt tapped the glass and stepped back.\n\nI like that more than a breakout. Those who wanted out at \"the high\" have now been given a chance, twice.\n\nNext time fewer of them are standing there. https://t.co/Kb8uRc2DfX",
   "favorite_count": "347",
   "retweet_count": "27",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/Kb8uRc2DfX",
      "expanded_url": "https://example.invalid/Kb8uRc2DfX"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1847008442053559079",
   "id_str": "1847008442053559079",
   "created_at": "Thu Oct 17 20:15:03 +0000 2024",
   "full_text": "Please stop asking me what I think about the hippo.",
   "favorite_count": "262",
   "retweet_count": "21",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1848290141664183818",
   "id_str": "1848290141664183818",
   "created_at": "Mon Oct 21 09:08:04 +0000 2024",
   "full_text": "Six months of keeping a \"boredom ledger\", in which I note each trade I made for no better reason.\n\nSeventeen trades.\n\nTotal: -2.3%.\n\nLongest gap without one: 41 days, during which I was building that shelf.\n\nConclusion: carpentry has alpha.",
   "favorite_count": "153",
   "retweet_count": "6",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1849155648877497430",
   "id_str": "1849155648877497430",
   "created_at": "Wed Oct 23 18:27:17 +0000 2024",
   "full_text": "On cash, one more time. I'm not holding it because I expect a crash. I hold it for the same reason that the lifeboat isn't used as a flower bed: on the one day you need it, you won't have the time to dig out the geraniums.",
   "favorite_count": "130",
   "retweet_count": "14",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1849170131809208631",
   "id_str": "1849170131809208631",
   "created_at": "Wed Oct 23 19:24:50 +0000 2024",
   "full_text": "@demo_driftwood I'd answer that with a number if I had one. Without one I'd halve it, and halve it again if you can't fall asleep.",
   "favorite_count": "1",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_driftwood"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1849170106039404855",
   "in_reply_to_status_id_str": "1849170106039404855",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_driftwood"
  }
 },
 {
  "tweet": {
   "id": "1849716934833081794",
   "id_str": "1849716934833081794",
   "created_at": "Fri Oct 25 07:37:38 +0000 2024",
   "full_text": "RT @demo_tidewatch: Seven months of range is a long time to carry an opinion. Most people put theirs down somewhere around June.",
   "favorite_count": "0",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_tidewatch"
     }
    ],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1850854681736122321",
   "id_str": "1850854681736122321",
   "created_at": "Mon Oct 28 10:58:38 +0000 2024",
   "full_text": "The AI-and-crypto overlap, sorted into four boxes so that I can stop muddling them up. It's a notebook page rather than advice.",
   "favorite_count": "199",
   "retweet_count": "35",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1850854740456378121",
   "id_str": "1850854740456378121",
   "created_at": "Mon Oct 28 10:58:52 +0000 2024",
   "full_text": "Box A: compute. Networks that rent out graphics cards.\n\nReal customers exist. The catch: they pay in dollars, leave in an afternoon, and compare you to three large clouds.\n\nI value these like a shipping line. Low multiple, cyclical, watch utilisation.",
   "favorite_count": "30",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1850854681736122321",
   "in_reply_to_status_id_str": "1850854681736122321",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1850854899839926312",
   "id_str": "1850854899839926312",
   "created_at": "Mon Oct 28 10:59:30 +0000 2024",
   "full_text": "Box B: coordination. Networks that pay people to produce models or data.\n\nHere the token does something no company can. It's also where the subsidy is largest, so take the emissions out and look again.\n\n$TAO lives here. Small, at house money.",
   "favorite_count": "29",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "TAO"
     }
    ],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1850854740456378121",
   "in_reply_to_status_id_str": "1850854740456378121",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1850855055029176538",
   "id_str": "1850855055029176538",
   "created_at": "Mon Oct 28 11:00:07 +0000 2024",
   "full_text": "Box C: agents. Software with a wallet.\n\nNearly all of it's theatre this month. But a program which can hold money and can't open a bank account is an honest use of this technology, maybe the most honest in years.\n\nI read a lot, I own very little.",
   "favorite_count": "31",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1850854899839926312",
   "in_reply_to_status_id_str": "1850854899839926312",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1850855168275385413",
   "id_str": "1850855168275385413",
   "created_at": "Mon Oct 28 11:00:34 +0000 2024",
   "full_text": "Box D: anything with \"AI\" stuck on in the last six weeks.\n\nI keep it in the notebook for completeness. And for laughs.",
   "favorite_count": "49",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1850855055029176538",
   "in_reply_to_status_id_str": "1850855055029176538",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1850855197635512623",
   "id_str": "1850855197635512623",
   "created_at": "Mon Oct 28 11:00:41 +0000 2024",
   "full_text": "When they sell off together, which they will, A to D will all fall by half.\n\nBuy B, look at A, wait for C.\n\nThe box is the thesis. The price is only the invitation.",
   "favorite_count": "26",
   "retweet_count": "5",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1850855168275385413",
   "in_reply_to_status_id_str": "1850855168275385413",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1851575560958905059",
   "id_str": "1851575560958905059",
   "created_at": "Wed Oct 30 10:43:09 +0000 2024",
   "full_text": "Every year before the clocks go back I do an inventory of what could sink me. Eight years running now.\n\nIt takes an evening. Here's this year's page, tidied up a bit. 👇",
   "favorite_count": "108",
   "retweet_count": "21",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1851575678399417316",
   "id_str": "1851575678399417316",
   "created_at": "Wed Oct 30 10:43:37 +0000 2024",
   "full_text": "Venue risk. 38% of the trading slice sits at one exchange. Limit's 25. Moved it tonight, so the page has already paid for itself.",
   "favorite_count": "63",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1851575560958905059",
   "in_reply_to_status_id_str": "1851575560958905059",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1851575716148152329",
   "id_str": "1851575716148152329",
   "created_at": "Wed Oct 30 10:43:46 +0000 2024",
   "full_text": "Key risk. If I go under a bus, my sister needs two envelopes and one phone call. We practised. It took her 50 minutes &amp; she called me a paranoid old goat. Pass.",
   "favorite_count": "11",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1851575678399417316",
   "in_reply_to_status_id_str": "1851575678399417316",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1851575770674106340",
   "id_str": "1851575770674106340",
   "created_at": "Wed Oct 30 10:43:59 +0000 2024",
   "full_text": "Peg risk: three issuers, none above a fifth. A rule I made in March last year, in soup.",
   "favorite_count": "77",
   "retweet_count": "5",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1851575716148152329",
   "in_reply_to_status_id_str": "1851575716148152329",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1851575875531702495",
   "id_str": "1851575875531702495",
   "created_at": "Wed Oct 30 10:44:24 +0000 2024",
   "full_text": "Correlation risk. I wrote out what happens at -30% in BTC. All five alts go to -50, the bills don't move, and I'm down 19% overall.\n\nCan I be polite at dinner at -19? Just.",
   "favorite_count": "30",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1851575770674106340",
   "in_reply_to_status_id_str": "1851575770674106340",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1851575921669049474",
   "id_str": "1851575921669049474",
   "created_at": "Wed Oct 30 10:44:35 +0000 2024",
   "full_text": "Me risk. Two rules broken in twelve months, both after ten at night, and it cost a combined 0.9%.\n\nI've moved the app to a tablet in the shed. It's cold in the shed.",
   "favorite_count": "20",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1851575875531702495",
   "in_reply_to_status_id_str": "1851575875531702495",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1852340178383798959",
   "id_str": "1852340178383798959",
   "created_at": "Fri Nov 01 13:21:28 +0000 2024",
   "full_text": "Four days out, and everything I'm going to do about it has been done.\n\nNow for the hard part, which is hands in pockets.",
   "favorite_count": "228",
   "retweet_count": "26",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1853517003617207506",
   "id_str": "1853517003617207506",
   "created_at": "Mon Nov 04 19:17:45 +0000 2024",
   "full_text": "Election evening, my actual plan:\n\nPasta.\n\nOne look at the tape at ten.\n\nNo trades before the Asian close.\n\nNo opinions typed with the left hand whilst the right one holds a glass.\n\nAlarm at six.",
   "favorite_count": "112",
   "retweet_count": "3",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1853518765224886723",
   "id_str": "1853518765224886723",
   "created_at": "Mon Nov 04 19:24:45 +0000 2024",
   "full_text": "Morning. 74.9k and a new all-time high, hedges coming off everywhere you look.\n\nMy defined-risk thing paid four to one.\n\nThe core did far more, by doing nothing, like it has since 2019.\n\nI've had my coffee and the dog's had his walk. Nobody tell me about \"obvious\". ☕",
   "favorite_count": "375",
   "retweet_count": "31",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1853749229646776205",
   "id_str": "1853749229646776205",
   "created_at": "Tue Nov 05 10:40:32 +0000 2024",
   "full_text": "Whatever you think of the result, note what got re-priced: not cash flows, but the odds of being sued. For eight years a lot of this market had a legal discount, and nobody ever agreed how big it was. We're about to measure it.",
   "favorite_count": "280",
   "retweet_count": "24",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1854157947794360660",
   "id_str": "1854157947794360660",
   "created_at": "Wed Nov 06 13:44:38 +0000 2024",
   "full_text": "DeFi up 40% in a week, and the laggards of four years lead the board.\n\nI sold out of that sector in 2022 with a note: \"good business, wrong country\".\n\nThe note still stands. The country may have moved.\n\nBought a basket of three with real fees. A month late, at twice the price, with a clear head.",
   "favorite_count": "335",
   "retweet_count": "21",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1854209449653175478",
   "id_str": "1854209449653175478",
   "created_at": "Wed Nov 06 17:09:17 +0000 2024",
   "full_text": "25 from the Fed and hardly anyone noticed. Imagine telling that to yourself in 2022.",
   "favorite_count": "217",
   "retweet_count": "22",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1854521568785335507",
   "id_str": "1854521568785335507",
   "created_at": "Thu Nov 07 13:49:32 +0000 2024",
   "full_text": "From 69k to 81k in six days.\n\nLet me list who's buying: the funds, 1.4bn in one session.\n\nA software company, with borrowed money.\n\nShorts, because they have to.\n\nAnd let me list who's selling: people who remember 2021.\n\nThere's one list that can run out.",
   "favorite_count": "233",
   "retweet_count": "27",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1854807184110520292",
   "id_str": "1854807184110520292",
   "created_at": "Fri Nov 08 08:44:28 +0000 2024",
   "full_text": "The barber has asked.\n\nHe'd like to know about \"the one that isn't bitcoin\".\n\nHe means a dog.\n\nMy rule says trim, so I trimmed, 5% of everything, at the chair, with the cape on.\n\nHe said that I look tense.",
   "favorite_count": "355",
   "retweet_count": "32",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1855249481855930096",
   "id_str": "1855249481855930096",
   "created_at": "Sat Nov 09 14:02:00 +0000 2024",
   "full_text": "Ladder update, since it's written on paper &amp; paper doesn't care how I feel:\n\n1. 80k: sold 5% of the slice\n\n2. 85k: sold 5%\n\n3. 90k: order's resting\n\n4. 100k: order's resting, with a drawing of a boat next to it\n\nThe core is not on the ladder. The core's for the envelopes.",
   "favorite_count": "241",
   "retweet_count": "20",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1855883631260599229",
   "id_str": "1855883631260599229",
   "created_at": "Mon Nov 11 08:01:53 +0000 2024",
   "full_text": "I made more this week than in my best year as an underwriter, and did less work than on any Monday there.\n\nThat's not skill. It's being on the boat when the wind turned up.\n\nThe skill was three years of not selling the boat.",
   "favorite_count": "53",
   "retweet_count": "8",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1856608499266488441",
   "id_str": "1856608499266488441",
   "created_at": "Wed Nov 13 08:02:15 +0000 2024",
   "full_text": "90k. I've been at this since 120 dollars and still said something unprintable to the dog.",
   "favorite_count": "170",
   "retweet_count": "12",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1856668712694711783",
   "id_str": "1856668712694711783",
   "created_at": "Wed Nov 13 12:01:31 +0000 2024",
   "full_text": "For anyone who's up a lot and can't think straight:\n\nPay the tax into a separate account today.\n\nClear the expensive debt.\n\nWrite down what the house, the year off, or the boat would cost.\n\nCompare with the screen.\n\nIf they're equal, you have a decision to make and not a market call.\n\nI've watched people miss the house by 8% twice. They were waiting for a rounder number.",
   "favorite_count": "221",
   "retweet_count": "25",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1856725335798714168",
   "id_str": "1856725335798714168",
   "created_at": "Wed Nov 13 15:46:31 +0000 2024",
   "full_text": "What an odd rally: the oldest coins are the fastest. XRP has tripled and my uncle's in profit. He bought in 2018, forgot the password in 2019, and so became the best trader in our family.",
   "favorite_count": "151",
   "retweet_count": "11",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1856736693973943598",
   "id_str": "1856736693973943598",
   "created_at": "Wed Nov 13 16:31:39 +0000 2024",
   "full_text": "Options on the biggest fund started today. 1.9bn notional in one session, four calls for each put.\n\nHere's why I care: dealers who sell those calls have to buy as price goes up.\n\nThat's petrol on the way up.\n\nOn the way down, it's the same petrol.",
   "favorite_count": "275",
   "retweet_count": "20",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1857458978288570120",
   "id_str": "1857458978288570120",
   "created_at": "Fri Nov 15 16:21:45 +0000 2024",
   "full_text": "Every cycle has its own version of \"number go up technology\". This time it's companies issuing convertible bonds at zero percent to buy the coin, whereupon the stock trades at three times the coins it holds, so they issue more.\n\nIt's clever &amp; it's legal. It works as long as the premium &gt; 1.\n\nI've put the premium on my screen, right next to funding. 📈 https://t.co/t6ShVa4JnG",
   "favorite_count": "148",
   "retweet_count": "9",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/t6ShVa4JnG",
      "expanded_url": "https://example.invalid/t6ShVa4JnG"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1857709923496889922",
   "id_str": "1857709923496889922",
   "created_at": "Sat Nov 16 08:58:55 +0000 2024",
   "full_text": "ETH finally. Up 12% on the week, on the pair as well.\n\nIt happened on the day when number eight of the eight defenders wrote \"I give up, sold it\".\n\nI have the screenshot.\n\nSir, you're a public service.",
   "favorite_count": "170",
   "retweet_count": "13",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1858588533715895415",
   "id_str": "1858588533715895415",
   "created_at": "Mon Nov 18 19:10:12 +0000 2024",
   "full_text": "Funding at 55%, third day.\n\nBy my own four triggers: one at amber, two green, three at red because of the barber, four green.\n\nNo boats over 30 feet. I looked at one of 28, which is within the letter of the law.\n\nMy sister wasn't amused.",
   "favorite_count": "319",
   "retweet_count": "28",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1859288458195897235",
   "id_str": "1859288458195897235",
   "created_at": "Wed Nov 20 17:31:27 +0000 2024",
   "full_text": "98k, 99k, 99.6k, 97k. The most photographed four hundred dollars in the history of finance.\n\nI think round numbers matter because the people who set limits use their fingers.\n\nThere's a wall of sells at 100 put there by everyone who once said \"I'd sell at 100\".\n\nMine's in there too. It's got a boat on it.",
   "favorite_count": "169",
   "retweet_count": "11",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1859303889040311459",
   "id_str": "1859303889040311459",
   "created_at": "Wed Nov 20 18:32:46 +0000 2024",
   "full_text": "\"Should I rotate out of bitcoin into alts now?\"\n\nDepends. Did you rotate in March as well? And in December? Did you write down how that went?\n\nIf you've no record, start with one. It's a cheaper hobby.\n\nIf you do and it worked: then you don't need me.",
   "favorite_count": "87",
   "retweet_count": "11",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1859615030899640700",
   "id_str": "1859615030899640700",
   "created_at": "Thu Nov 21 15:09:08 +0000 2024",
   "full_text": "The perps exchange with no token now has one, and a third of it went to users. No investors, no lockup, no launchpad. It went up after the airdrop.\n\nRead that again, slowly: people got free coins, and kept them.\n\nI've been saying for a year that the launch model was broken. Somebody took a hammer to it, and it turns out that users like being owners.",
   "favorite_count": "293",
   "retweet_count": "23",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1860338573505463116",
   "id_str": "1860338573505463116",
   "created_at": "Sat Nov 23 15:04:14 +0000 2024",
   "full_text": "My allocation was decent, more than the car and less than the boat. Sold 40, kept 60, which is the reverse of my normal split. The first time I've wanted the thing more than the money.",
   "favorite_count": "160",
   "retweet_count": "16",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1860348912464825878",
   "id_str": "1860348912464825878",
   "created_at": "Sat Nov 23 15:45:19 +0000 2024",
   "full_text": "What would make me turn bearish, on the record, at 97k:\n\n• flows red for eight sessions\n\n• that premium under 1.2\n\n• long rates through 4.7 with the dollar rising\n\n• anybody in my family quitting a job\n\nNone yet. My nephew's been warned.",
   "favorite_count": "164",
   "retweet_count": "20",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1861032479159224248",
   "id_str": "1861032479159224248",
   "created_at": "Mon Nov 25 13:01:34 +0000 2024",
   "full_text": "A good piece on who holds what after the halving. Skip to the cohort table, where coins aged three to five years have only just begun to move. https://t.co/Tq1MzEr7Gf",
   "favorite_count": "121",
   "retweet_count": "14",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/Tq1MzEr7Gf",
      "expanded_url": "https://example.invalid/Tq1MzEr7Gf"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1861446557627320044",
   "id_str": "1861446557627320044",
   "created_at": "Tue Nov 26 16:26:58 +0000 2024",
   "full_text": "@demo_ledgerfox I sold some at 80 and at 85, as written. Would do it again at 80 and 85, and I'd grumble again at 98.",
   "favorite_count": "6",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_ledgerfox"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1861446226914838252",
   "in_reply_to_status_id_str": "1861446226914838252",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_ledgerfox"
  }
 },
 {
  "tweet": {
   "id": "1861736585360311822",
   "id_str": "1861736585360311822",
   "created_at": "Wed Nov 27 11:39:26 +0000 2024",
   "full_text": "@demo_guest2 It's taxable when it lands, at least where I live. Ask somebody with a certificate on the wall and not a woman with a boat.",
   "favorite_count": "7",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_guest2"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1861736211698157070",
   "in_reply_to_status_id_str": "1861736211698157070",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_guest2"
  }
 },
 {
  "tweet": {
   "id": "1862151091647417493",
   "id_str": "1862151091647417493",
   "created_at": "Thu Nov 28 15:06:32 +0000 2024",
   "full_text": "I said I'd publish the 2023 predictions with marks. It's close enough to the year's end, and I'm in too good a mood for it to hurt. 🧵",
   "favorite_count": "207",
   "retweet_count": "39",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1862151150367671681",
   "id_str": "1862151150367671681",
   "created_at": "Thu Nov 28 15:06:46 +0000 2024",
   "full_text": "1/ Approval in January, weak first month. Correct, with a bow on it. 9 out of 10, one point off since I said \"messy\" and wasn't brave enough to say 38k.",
   "favorite_count": "23",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1862151091647417493",
   "in_reply_to_status_id_str": "1862151091647417493",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1862151234253753456",
   "id_str": "1862151234253753456",
   "created_at": "Thu Nov 28 15:07:06 +0000 2024",
   "full_text": "2/ New high before the halving. Correct. I'd love to call that insight. Honestly it was \"nobody's positioned for it\", and that works about half the time.",
   "favorite_count": "27",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1862151150367671681",
   "in_reply_to_status_id_str": "1862151150367671681",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1862151402025911363",
   "id_str": "1862151402025911363",
   "created_at": "Thu Nov 28 15:07:46 +0000 2024",
   "full_text": "3/ ETH lags and then has six good weeks. It lagged. It had four days. My abort at 0.048 saved me about a third of the position.\n\n3 out of 10, and the three are for the abort.",
   "favorite_count": "36",
   "retweet_count": "5",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1862151234253753456",
   "in_reply_to_status_id_str": "1862151234253753456",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1862151439774648561",
   "id_str": "1862151439774648561",
   "created_at": "Thu Nov 28 15:07:55 +0000 2024",
   "full_text": "4/ An L1 that nobody named ends up in the top fifteen. Nearly: one's at seventeen with a month to go. I'll take half.",
   "favorite_count": "75",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1862151402025911363",
   "in_reply_to_status_id_str": "1862151402025911363",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1862151557215159984",
   "id_str": "1862151557215159984",
   "created_at": "Thu Nov 28 15:08:23 +0000 2024",
   "full_text": "5/ Points get hated by summer. They were hated by April. I then went &amp; farmed them until August, so hypocrisy costs me two marks.",
   "favorite_count": "23",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1862151439774648561",
   "in_reply_to_status_id_str": "1862151439774648561",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1862151708210103470",
   "id_str": "1862151708210103470",
   "created_at": "Thu Nov 28 15:08:59 +0000 2024",
   "full_text": "6/ Cuts later than thought and mattering less. Yes and yes.\n\n7/ I'd break a rule in public. I bought a gaming token because of the art.\n\nTotal: 55 of 70. A coin would get 35, and I know a coin.",
   "favorite_count": "29",
   "retweet_count": "5",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1862151557215159984",
   "in_reply_to_status_id_str": "1862151557215159984",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1862151729181625059",
   "id_str": "1862151729181625059",
   "created_at": "Thu Nov 28 15:09:04 +0000 2024",
   "full_text": "Thread over. If this thread was useful to you, follow @tessharrow_demo for more notes on risk, cycles and patience, and share the first post so that somebody else can find it. ⚓",
   "favorite_count": "65",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "tessharrow_demo"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1862151708210103470",
   "in_reply_to_status_id_str": "1862151708210103470",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1862973053596601217",
   "id_str": "1862973053596601217",
   "created_at": "Sat Nov 30 21:32:43 +0000 2024",
   "full_text": "On taking profit, for people who've never had one this large. I'm writing this slowly as I've done it badly three times.",
   "favorite_count": "131",
   "retweet_count": "30",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1862973108122553327",
   "id_str": "1862973108122553327",
   "created_at": "Sat Nov 30 21:32:56 +0000 2024",
   "full_text": "In 2017 I sold nothing.\n\nI'd made eleven years of salary by the January, on paper, and gave all of it back by the following December. I remember the kitchen floor. It had green tiles.",
   "favorite_count": "27",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1862973053596601217",
   "in_reply_to_status_id_str": "1862973053596601217",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1862973162648502772",
   "id_str": "1862973162648502772",
   "created_at": "Sat Nov 30 21:33:09 +0000 2024",
   "full_text": "In 2021 I sold too little, and too cleverly. I had alerts, rotations, \"one more leg\". My exits were at the top of a chart that never got drawn.\n\nKept about a fifth.",
   "favorite_count": "32",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1862973108122553327",
   "in_reply_to_status_id_str": "1862973108122553327",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1862973326226360415",
   "id_str": "1862973326226360415",
   "created_at": "Sat Nov 30 21:33:48 +0000 2024",
   "full_text": "What was missing both times was a sum. I knew a price at which I'd sell. I didn't know what the money was for.\n\nWithout that, each price is just a step to the next one.",
   "favorite_count": "118",
   "retweet_count": "14",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1862973162648502772",
   "in_reply_to_status_id_str": "1862973162648502772",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1862973489804218156",
   "id_str": "1862973489804218156",
   "created_at": "Sat Nov 30 21:34:27 +0000 2024",
   "full_text": "So this time there's a list, in ink. Roof. Sister's loan. Five years of dull living costs. A mainsail, as I'm not made of stone.\n\nOnce the list is covered, whatever remains can go to the moon or the seabed.",
   "favorite_count": "8",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1862973326226360415",
   "in_reply_to_status_id_str": "1862973326226360415",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1862973506581432878",
   "id_str": "1862973506581432878",
   "created_at": "Sat Nov 30 21:34:31 +0000 2024",
   "full_text": "It's covered as of Tuesday. That's the best sentence I've written here, and it has no ticker in it.",
   "favorite_count": "24",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1862973489804218156",
   "in_reply_to_status_id_str": "1862973489804218156",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1863576584582070410",
   "id_str": "1863576584582070410",
   "created_at": "Mon Dec 02 13:30:56 +0000 2024",
   "full_text": "A coin from 2013 has gone up fivefold in a month.\n\nI know its holders. I've met them at weddings.\n\nThey were right for seven years in a row about something that wasn't happening.\n\nHats off, honestly. Then hands in pockets.",
   "favorite_count": "225",
   "retweet_count": "23",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1863863072322487791",
   "id_str": "1863863072322487791",
   "created_at": "Tue Dec 03 08:29:20 +0000 2024",
   "full_text": "A government briefly declared martial law on a Tuesday night, and for twenty minutes there was a 30% gap between Seoul prices and everyone else's.\n\nSome people got a bargain of a lifetime.\n\nTo be one of them you'd have had to have won on deposit there, a bot, and no plans for the evening.\n\nPreparedness is very specific.",
   "favorite_count": "298",
   "retweet_count": "25",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1863866473903031868",
   "id_str": "1863866473903031868",
   "created_at": "Tue Dec 03 08:42:51 +0000 2024",
   "full_text": "100k.\n\nEleven years ago I paid for a coffee.\n\nI'd prepared something clever for today, and I find that I don't want to say it.\n\nThe order with the drawing of a boat got filled at 02:41, while I was asleep.\n\nWell done, everyone who's still here.\n\nContango sends her regards. ⚓",
   "favorite_count": "205",
   "retweet_count": "14",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1863995012543414896",
   "id_str": "1863995012543414896",
   "created_at": "Tue Dec 03 17:13:37 +0000 2024",
   "full_text": "An hour of happiness, then 104k, then 92k in a single candle overnight, then 98.\n\nSix figures, and it still trades like a teenager.",
   "favorite_count": "142",
   "retweet_count": "14",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1864296390063032984",
   "id_str": "1864296390063032984",
   "created_at": "Wed Dec 04 13:11:11 +0000 2024",
   "full_text": "What changes at 100k? For the network: nothing, it's block 873,000 and something. For people: quite a bit. It's a number you can say at a dinner table and be understood. I expect to be asked about it by persons who've never asked, and I'll tell them about custody.",
   "favorite_count": "186",
   "retweet_count": "12",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1864672216478649772",
   "id_str": "1864672216478649772",
   "created_at": "Thu Dec 05 14:04:35 +0000 2024",
   "full_text": "Monday flush. Alts down by 20 to 30, $BTC by 5, a record for long liquidations since 2021.\n\nNo news at all.\n\nI've been posting the same paragraph about open interest since Q2. Nobody ever wants to read it before.\n\nSo here's the picture again, for next time. https://t.co/s2VgKx9PaH",
   "favorite_count": "102",
   "retweet_count": "9",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/s2VgKx9PaH",
      "expanded_url": "https://example.invalid/s2VgKx9PaH"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1865034180719542696",
   "id_str": "1865034180719542696",
   "created_at": "Fri Dec 06 14:02:54 +0000 2024",
   "full_text": "The bids I'd left on four alts since October, 35% below, all filled in eleven minutes. I was in the shed for a screwdriver. Best screwdriver I've ever fetched.",
   "favorite_count": "492",
   "retweet_count": "52",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1865138635666360413",
   "id_str": "1865138635666360413",
   "created_at": "Fri Dec 06 20:57:58 +0000 2024",
   "full_text": "In case it helps anybody who was liquidated:\n\nIt's happened to me twice, 2014 and 2020.\n\nNobody died.\n\nShut the laptop, have a meal with someone, don't mention it until the pudding.\n\nTomorrow write what size you had, and what size you'd have had to have.\n\nThe gap between those numbers is the tuition.\n\nYou've paid it. So do take the lesson home.",
   "favorite_count": "205",
   "retweet_count": "12",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1865828498011063764",
   "id_str": "1865828498011063764",
   "created_at": "Sun Dec 08 18:39:14 +0000 2024",
   "full_text": "Agents, six weeks later: there's now a fund run by one, an index of them, a framework for making more, and one that argues with me about duration. It's better informed than half of my mentions. Box C is filling up faster than I can read.\n\nI've moved it from 0.2% to 1%.\n\nIf it goes to five by itself I'll trim. If I take it to five by hand, please intervene.",
   "favorite_count": "109",
   "retweet_count": "8",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1866036489352119222",
   "id_str": "1866036489352119222",
   "created_at": "Mon Dec 09 08:25:43 +0000 2024",
   "full_text": "Quantum chip announcement, and the yearly round of \"bitcoin is finished\".\n\n105 useful qubits, give or take.\n\nTo bother a wallet you'd want several million.\n\nBy the time that's close, your bank's going to have trouble first. I do think we should start the migration early. It takes this community four years to agree on lunch.",
   "favorite_count": "166",
   "retweet_count": "8",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1866399359562680753",
   "id_str": "1866399359562680753",
   "created_at": "Tue Dec 10 08:27:38 +0000 2024",
   "full_text": "An index committee will let a levered bitcoin company into the hundred biggest. Millions of pension holders are about to own some by accident.\n\nThat's how adoption tends to go: nobody decides, and then everybody has it.",
   "favorite_count": "189",
   "retweet_count": "12",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1866431953499064141",
   "id_str": "1866431953499064141",
   "created_at": "Tue Dec 10 10:37:09 +0000 2024",
   "full_text": "On my desk for 2025, in no order:\n\nThe premium on coin-hoarding companies, and what they've promised bondholders.\n\nThe term premium on long bonds.\n\nWhether stablecoin law arrives &amp; who wrote it.\n\nUnlocks in Q1: heavy.\n\nMy own wish to be finished.\n\nThat last one's new, and I'm keeping an eye on it.",
   "favorite_count": "487",
   "retweet_count": "38",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1866502661075895976",
   "id_str": "1866502661075895976",
   "created_at": "Tue Dec 10 15:18:07 +0000 2024",
   "full_text": "108k &amp; a dot plot. You can guess the order in which I read them.",
   "favorite_count": "269",
   "retweet_count": "22",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1866518972724150655",
   "id_str": "1866518972724150655",
   "created_at": "Tue Dec 10 16:22:56 +0000 2024",
   "full_text": "Hawkish cut. Two for next year in place of four, and an inflation forecast that went up, with a chair who sounded like he'd rather not have cut.\n\nNasdaq -3.6%. $BTC from 105 to 100 in the press conference, and 92 by Friday.\n\nEveryone's shocked.\n\nLong rates had been saying so since October. I did too, about my mortgage. https://t.co/Ox1zLk7EwP",
   "favorite_count": "121",
   "retweet_count": "6",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/Ox1zLk7EwP",
      "expanded_url": "https://example.invalid/Ox1zLk7EwP"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1866831649698742306",
   "id_str": "1866831649698742306",
   "created_at": "Wed Dec 11 13:05:24 +0000 2024",
   "full_text": "I was asked why I didn't sell it all at 108, \"as you must have known\".\n\nI knew four things I'd watch.\n\nOne of the four turned red, long rates, so a quarter of the slice went at 103.\n\nThat isn't a top call. It's a fuse doing what a fuse is for.\n\nThe house stays lit.",
   "favorite_count": "171",
   "retweet_count": "20",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1866869746561977286",
   "id_str": "1866869746561977286",
   "created_at": "Wed Dec 11 15:36:47 +0000 2024",
   "full_text": "Drawdowns since the low of 2022: -23, -22, -20, -21, -33, -15 so far. Six of them, every one with people leaving the business forever.\n\nThree came back to the same desk within a month.\n\nI do wonder how many \"forevers\" a person has.",
   "favorite_count": "98",
   "retweet_count": "10",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1867226098824121128",
   "id_str": "1867226098824121128",
   "created_at": "Thu Dec 12 15:12:48 +0000 2024",
   "full_text": "Christmas table talk, a sentiment survey:\n\nAunt: wants \"one of the funds\", asked about fees. Good sign.\n\nUncle: rich on XRP, can't find the exchange's new name.\n\nNephew: no perps, he says. Has a tan I can't account for.\n\nBrother-in-law: all in, at 99k, \"for the kids\".\n\nMy cleanest signal, two years on. I've put the trim order in for January. I'll still not tell my sister.",
   "favorite_count": "426",
   "retweet_count": "40",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1867687342240696645",
   "id_str": "1867687342240696645",
   "created_at": "Fri Dec 13 21:45:37 +0000 2024",
   "full_text": "Liquidity between Christmas &amp; New Year's is what I'd call decorative.\n\nI've seen 2% moves on an order that wouldn't buy a nice house.\n\nAll resting orders are pulled, the laptop's in the shed.\n\nWhoever's trading this week is trading with each other's algorithms. Let them have their party.",
   "favorite_count": "225",
   "retweet_count": "19",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1868669614683063990",
   "id_str": "1868669614683063990",
   "created_at": "Mon Dec 16 14:48:49 +0000 2024",
   "full_text": "The year in numbers, audited by the dog:\n\nReturn: +94%. Bitcoin: +121%.\n\nTrades: 141, of which 62 were winners.\n\nDays with no trade at all: 232.\n\nRules broken: two. Cost: under one percent.\n\nBooks: fourteen. Miles sailed: 410.\n\nSo: a lot of effort to underperform a coin I already own. I'd do it again, since I slept through all of it.",
   "favorite_count": "121",
   "retweet_count": "12",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1869373737661367266",
   "id_str": "1869373737661367266",
   "created_at": "Wed Dec 18 13:26:45 +0000 2024",
   "full_text": "Benchmarks are cruel because they never have to go to the dentist, pay a roofer, or be talked out of anything by a relative.",
   "favorite_count": "157",
   "retweet_count": "12",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1869774251750326848",
   "id_str": "1869774251750326848",
   "created_at": "Thu Dec 19 15:58:15 +0000 2024",
   "full_text": "If I had to teach one lesson from these two years, it'd be that almost all of the money came from holding something through a time when holding it was embarrassing.\n\n16k was embarrassing.\n\n$SOL at 18 was.\n\n49.8k on a Sunday night was.\n\nI've no idea what's going to be embarrassing in 2025. When my cheeks go red, I'll buy a bit.",
   "favorite_count": "83",
   "retweet_count": "8",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "SOL"
     }
    ],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1869858821501880740",
   "id_str": "1869858821501880740",
   "created_at": "Thu Dec 19 21:34:18 +0000 2024",
   "full_text": "What do you want less of next year?\n\nI'll begin: fewer tokens, fewer tabs, fewer sentences with \"simply\" in them.\n\nMore rain on the roof I've just paid for.",
   "favorite_count": "90",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1870001872434104432",
   "id_str": "1870001872434104432",
   "created_at": "Fri Dec 20 07:02:44 +0000 2024",
   "full_text": "@demo_saltmarsh Happy for you, and I mean it. Now hide half where the January version of you has to take a train to reach it.",
   "favorite_count": "7",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_saltmarsh"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1870001820894496880",
   "in_reply_to_status_id_str": "1870001820894496880",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_saltmarsh"
  }
 },
 {
  "tweet": {
   "id": "1870100052702135523",
   "id_str": "1870100052702135523",
   "created_at": "Fri Dec 20 13:32:52 +0000 2024",
   "full_text": "@demo_harbourcap We agree on the facts and disagree about the calendar. I've got you down for March, with biscuits as the stake.",
   "favorite_count": "9",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_harbourcap"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1870099910968214755",
   "in_reply_to_status_id_str": "1870099910968214755",
   "in_reply_to_user_id": "1000000002",
   "in_reply_to_user_id_str": "1000000002",
   "in_reply_to_screen_name": "demo_harbourcap"
  }
 },
 {
  "tweet": {
   "id": "1871227129295798645",
   "id_str": "1871227129295798645",
   "created_at": "Mon Dec 23 16:11:28 +0000 2024",
   "full_text": "RT @demo_ninebells: Nobody rings a bell at the top, but quite a few people buy a watch.",
   "favorite_count": "0",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "demo_ninebells"
     }
    ],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1871878450181047963",
   "id_str": "1871878450181047963",
   "created_at": "Wed Dec 25 11:19:35 +0000 2024",
   "full_text": "https://t.co/Hu5dAq0JrN",
   "favorite_count": "140",
   "retweet_count": "10",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/Hu5dAq0JrN",
      "expanded_url": "https://example.invalid/Hu5dAq0JrN"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id": "1871921135612856061",
   "id_str": "1871921135612856061",
   "created_at": "Wed Dec 25 14:09:12 +0000 2024",
   "full_text": "A reader sent in a portfolio of 34 coins &amp; asked me what to do. With permission, and with names taken off, here's the surgery.",
   "favorite_count": "198",
   "retweet_count": "32",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1871921211110326904",
   "id_str": "1871921211110326904",
   "created_at": "Wed Dec 25 14:09:30 +0000 2024",
   "full_text": "Step 1: sort by size. The top three were 71% of it. The other thirty-one were 29%, so on average under 1% each.\n\nThose 31 take up all of the attention &amp; can't change the outcome. That's a hobby, so we called it that, and named a folder.",
   "favorite_count": "95",
   "retweet_count": "9",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1871921135612856061",
   "in_reply_to_status_id_str": "1871921135612856061",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1871921299190712689",
   "id_str": "1871921299190712689",
   "created_at": "Wed Dec 25 14:09:51 +0000 2024",
   "full_text": "Step 2: for the big three, one sentence each on why.\n\nTwo were fine. The third was \"it's been with me since 2020\". We talked about that for a while. It wasn't about the coin.",
   "favorite_count": "52",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1871921211110326904",
   "in_reply_to_status_id_str": "1871921211110326904",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1871921311773622930",
   "id_str": "1871921311773622930",
   "created_at": "Wed Dec 25 14:09:54 +0000 2024",
   "full_text": "Step 3: look at the thirty-one, and strike out what you wouldn't buy today with fresh money.\n\nTwenty-six went. It took twenty minutes and, I'm told, a glass of something.",
   "favorite_count": "32",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1871921299190712689",
   "in_reply_to_status_id_str": "1871921299190712689",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1871921479545782592",
   "id_str": "1871921479545782592",
   "created_at": "Wed Dec 25 14:10:34 +0000 2024",
   "full_text": "Step 4: unlock calendar for whatever's left. One of five has 40% of its supply arriving in February.\n\nFour, then.",
   "favorite_count": "66",
   "retweet_count": "7",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1871921311773622930",
   "in_reply_to_status_id_str": "1871921311773622930",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1871921525683129405",
   "id_str": "1871921525683129405",
   "created_at": "Wed Dec 25 14:10:45 +0000 2024",
   "full_text": "Result: seven lines instead of thirty-four. The same risk, a tenth of the noise, and a tax loss large enough to pay for the new boiler.\n\nIf you do this yourself, begin from the bottom. It's easier to be honest about small things.",
   "favorite_count": "21",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1871921479545782592",
   "in_reply_to_status_id_str": "1871921479545782592",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1871957592503226155",
   "id_str": "1871957592503226155",
   "created_at": "Wed Dec 25 16:34:04 +0000 2024",
   "full_text": "What I believe at the end of 2024, in order of how sure I am.\n\nSave it and laugh at me in twelve months. Everybody else will.",
   "favorite_count": "319",
   "retweet_count": "46",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1871957668000695548",
   "id_str": "1871957668000695548",
   "created_at": "Wed Dec 25 16:34:22 +0000 2024",
   "full_text": "Very sure: someone I respect will blow up with borrowed money before next Christmas. It might be a company this time rather than a fund.",
   "favorite_count": "14",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1871957592503226155",
   "in_reply_to_status_id_str": "1871957592503226155",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1871957764469689680",
   "id_str": "1871957764469689680",
   "created_at": "Wed Dec 25 16:34:45 +0000 2024",
   "full_text": "Fairly sure: stablecoins will be the dullest &amp; biggest story. You won't get to own most of it.",
   "favorite_count": "10",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1871957668000695548",
   "in_reply_to_status_id_str": "1871957668000695548",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1871957827384248230",
   "id_str": "1871957827384248230",
   "created_at": "Wed Dec 25 16:35:00 +0000 2024",
   "full_text": "Rather sure that long rates matter more for $BTC than the Fed's own rate does, and that we'll spend half of 2025 arguing about the difference.",
   "favorite_count": "27",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [
     {
      "text": "BTC"
     }
    ],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1871957764469689680",
   "in_reply_to_status_id_str": "1871957764469689680",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1871957953213367469",
   "id_str": "1871957953213367469",
   "created_at": "Wed Dec 25 16:35:30 +0000 2024",
   "full_text": "Less sure: one more leg up, in the first half, uglier than the last one, led by things that I'd be ashamed to hold.",
   "favorite_count": "16",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1871957827384248230",
   "in_reply_to_status_id_str": "1871957827384248230",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1871957974184887436",
   "id_str": "1871957974184887436",
   "created_at": "Wed Dec 25 16:35:35 +0000 2024",
   "full_text": "Not sure at all: whether the four-year rhythm still exists now that funds have the drums. I've planned for both. With the rhythm I sell in autumn. Without it, I hold the core &amp; trim at the edges.",
   "favorite_count": "17",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1871957953213367469",
   "in_reply_to_status_id_str": "1871957953213367469",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1871958045488056038",
   "id_str": "1871958045488056038",
   "created_at": "Wed Dec 25 16:35:52 +0000 2024",
   "full_text": "And I'm certain of one thing only. I'll be wrong somewhere in here, in a size that I chose beforehand.",
   "favorite_count": "8",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1871957974184887436",
   "in_reply_to_status_id_str": "1871957974184887436",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1872614097548217490",
   "id_str": "1872614097548217490",
   "created_at": "Fri Dec 27 12:02:47 +0000 2024",
   "full_text": "Some housekeeping before the year closes: the ten-pound risk kit. It's what I'd hand to a friend who starts in January.\n\nIt needs an exercise book, a pencil, and four pages.",
   "favorite_count": "273",
   "retweet_count": "62",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id": "1872614139491257725",
   "id_str": "1872614139491257725",
   "created_at": "Fri Dec 27 12:02:57 +0000 2024",
   "full_text": "Page one: what I own, where it is, who else could get at it. Update it on the first of each month. If it takes more than ten minutes, you own too much.",
   "favorite_count": "63",
   "retweet_count": "7",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1872614097548217490",
   "in_reply_to_status_id_str": "1872614097548217490",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1872614244348855380",
   "id_str": "1872614244348855380",
   "created_at": "Fri Dec 27 12:03:22 +0000 2024",
   "full_text": "Page two. For each position: why, wrong where, how big, until when. One line. No commas, if you can help it.",
   "favorite_count": "23",
   "retweet_count": "4",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1872614139491257725",
   "in_reply_to_status_id_str": "1872614139491257725",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1872614386955192402",
   "id_str": "1872614386955192402",
   "created_at": "Fri Dec 27 12:03:56 +0000 2024",
   "full_text": "Page three is a tally of moods. Date, one word, and what I did about it. After three months this is the most valuable page in the book, and the most annoying.",
   "favorite_count": "33",
   "retweet_count": "1",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1872614244348855380",
   "in_reply_to_status_id_str": "1872614244348855380",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1872614554727353714",
   "id_str": "1872614554727353714",
   "created_at": "Fri Dec 27 12:04:36 +0000 2024",
   "full_text": "On the last page, upside down: what it's for.\n\nWhen the number on page one is enough for the last page, you're allowed to stop. No one in this business will ever tell you so. I'm telling you.",
   "favorite_count": "26",
   "retweet_count": "0",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "in_reply_to_status_id": "1872614386955192402",
   "in_reply_to_status_id_str": "1872614386955192402",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1872614567310266242",
   "id_str": "1872614567310266242",
   "created_at": "Fri Dec 27 12:04:39 +0000 2024",
   "full_text": "This is all for today. If this thread was useful to you, follow @tessharrow_demo for more notes on risk, cycles and patience, and share the first post so that somebody else can find it. ⚓",
   "favorite_count": "22",
   "retweet_count": "2",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "screen_name": "tessharrow_demo"
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id": "1872614554727353714",
   "in_reply_to_status_id_str": "1872614554727353714",
   "in_reply_to_user_id": "1000000001",
   "in_reply_to_user_id_str": "1000000001",
   "in_reply_to_screen_name": "tessharrow_demo"
  }
 },
 {
  "tweet": {
   "id": "1873502761513910587",
   "id_str": "1873502761513910587",
   "created_at": "Sun Dec 29 22:54:01 +0000 2024",
   "full_text": "Last note of the year. Thank you for two years of reading, correcting, and sending me boats of exactly 30 feet.\n\nSame plan for next year, minus the parts that lost money.",
   "favorite_count": "152",
   "retweet_count": "10",
   "lang": "en",
   "truncated": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 }
]

"""Texts of many manners, written before they were first read: wire, blog, transcript, interview, letter, headline.

Each has all its quotes, and a text without quotes has none.
"""

from __future__ import annotations

Said = tuple[str, str, str, str | None, str | None]
"""Kind, words without the marks at their ends, mention, whom it means, actor."""

VOICES: list[tuple[str, str, list[Said]]] = [
    (
        "wire lead and background",
        "PORT SAMPLE, Nov 3 (Sample Wire) - The truce in the harbour is “holding but fragile”, the chief "
        "monitor said on Monday, as two sides traded blame for a night of shelling.\n\nBrigadier Tomas Velde "
        "told reporters that his teams had logged nine incidents since Friday.\n\n“None of them was large,” "
        "Velde said. “But each of them could have become so.”\n\nA spokeswoman for the northern side, Lena "
        "Marr, denied that its guns had fired first.",
        [
            (
                "mixed",
                "The truce in the harbour is “holding but fragile",
                "the chief monitor",
                "the chief monitor",
                None,
            ),
            (
                "indirect",
                "his teams had logged nine incidents since Friday",
                "Brigadier Tomas Velde",
                "Tomas Velde",
                None,
            ),
            ("direct", "None of them was large", "Velde", "Tomas Velde", None),
            ("direct", "But each of them could have become so", "Velde", "Tomas Velde", None),
            (
                "indirect",
                "its guns had fired first",
                "A spokeswoman for the northern side, Lena Marr",
                "Lena Marr",
                None,
            ),
        ],
    ),
    (
        "live blog",
        "14:05 GMT\n\nHarbour board: no ship has left today\n\nThe harbour board says no ship has left the port"
        " since dawn.\n\n“We are waiting for the inspectors,” it said in a post on Telegram.\n\n13:40 GMT\n\nRed "
        "Cross team turned back\n\nA Red Cross team was turned back at the inner gate, according to a driver "
        "who was there.",
        [
            ("indirect", "no ship has left the port since dawn", "The harbour board", "The harbour board", None),
            ("direct", "We are waiting for the inspectors", "it", "The harbour board", None),
            (
                "indirect",
                "A Red Cross team was turned back at the inner gate",
                "a driver who was there",
                "a driver",
                None,
            ),
        ],
    ),
    (
        "op-ed without quotes of others",
        "I have often been told that peace is a process. It is not. The so-called “yellow line” is a "
        "border, and the word “pause” has lost its meaning. Read “The Long Truce”, by Mara Orlin, if you "
        "doubt it.",
        [],
    ),
    (
        "headline colon",
        "Velde: truce “will not survive winter”\n\nThe chief monitor warned on Sunday that the truce would "
        "not survive the winter without heaters and tents.",
        [
            ("mixed", "truce “will not survive winter", "Velde", "Velde", None),
            (
                "indirect",
                "the truce would not survive the winter without heaters and tents",
                "The chief monitor",
                "The chief monitor",
                None,
            ),
        ],
    ),
    (
        "headline dash",
        "Truce 'will not survive winter' – chief monitor\n\nTomas Velde said his teams were short of heaters.",
        [
            ("mixed", "Truce 'will not survive winter", "chief monitor", "chief monitor", None),
            ("indirect", "his teams were short of heaters", "Tomas Velde", "Tomas Velde", None),
        ],
    ),
    (
        "tweet",
        "“The road is open. Drive safely,” the ministry wrote on X.\n\nMinister Pavel Oran tweeted: “Nine "
        "trucks so far.”",
        [
            ("direct", "The road is open. Drive safely", "the ministry", "the ministry", None),
            ("direct", "Nine trucks so far", "Minister Pavel Oran", "Pavel Oran", None),
        ],
    ),
    (
        "letter",
        "In a letter to the board dated 2 November, the drivers' union wrote that its members “will not "
        "load at night”. “We ask for lights,” the letter says.",
        [
            ("mixed", "its members “will not load at night", "the drivers' union", "the drivers' union", None),
            ("direct", "We ask for lights", "the letter", "the letter", None),
        ],
    ),
    (
        "joint statement",
        "“We call on all parties to show restraint,” Egypt, Qatar and Turkey said in a joint statement.\n\n"
        "The three countries also urged Israel to reopen the crossing.",
        [
            (
                "direct",
                "We call on all parties to show restraint",
                "Egypt, Qatar and Turkey",
                "Egypt, Qatar and Turkey",
                "egypt",
            ),
            ("indirect", "Israel to reopen the crossing", "The three countries", "The three countries", None),
        ],
    ),
    (
        "anonymous officials",
        "Two officials briefed on the talks said the lists had been exchanged. One of them said there were "
        "“gaps, but small ones”. A third person familiar with the matter declined to comment.",
        [
            (
                "indirect",
                "the lists had been exchanged",
                "Two officials briefed on the talks",
                "Two officials briefed on the talks",
                None,
            ),
            ("mixed", "there were “gaps, but small ones", "One of them", "One of them", None),
        ],
    ),
    (
        "nested quotes",
        "“When the guard said, ‘Go home,’ we went home,” Rami Sayegh said. “What else could we do?”",
        [
            ("direct", "When the guard said, ‘Go home,’ we went home", "Rami Sayegh", "Rami Sayegh", None),
            ("direct", "What else could we do?", "Rami Sayegh", "Rami Sayegh", None),
        ],
    ),
    (
        "across paragraphs",
        "“We were promised lights in May,” said Rami Sayegh, who has driven the road for nine years.\n\n“In "
        "June we were promised a fence.\n\n“In July they promised nothing at all.”",
        [
            (
                "direct",
                "We were promised lights in May",
                "Rami Sayegh, who has driven the road for nine years",
                "Rami Sayegh",
                None,
            ),
            (
                "direct",
                "In June we were promised a fence",
                "Rami Sayegh, who has driven the road for nine years",
                "Rami Sayegh",
                None,
            ),
            (
                "direct",
                "In July they promised nothing at all",
                "Rami Sayegh, who has driven the road for nine years",
                "Rami Sayegh",
                None,
            ),
        ],
    ),
    (
        "British single",
        "‘It's the drivers’ lives that count,’ said Orla Finch, of the haulage board. ‘Nobody's asking the drivers.’",
        [
            ("direct", "It's the drivers’ lives that count", "Orla Finch", "Orla Finch", None),
            ("direct", "Nobody's asking the drivers", "Orla Finch", "Orla Finch", None),
        ],
    ),
    (
        "guillemets",
        "«We have nothing to hide», the governor, Ilan Petit, told reporters. «Come and see».",
        [
            ("direct", "We have nothing to hide", "the governor, Ilan Petit", "Ilan Petit", None),
            ("direct", "Come and see", "the governor, Ilan Petit", "Ilan Petit", None),
        ],
    ),
    (
        "low-high marks",
        "„We have nothing to hide“, the governor, Ilan Petit, told reporters.",
        [
            ("direct", "We have nothing to hide", "the governor, Ilan Petit", "Ilan Petit", None),
        ],
    ),
    (
        "two speakers in a paragraph",
        "“It is over,” said Marr. “It has hardly begun,” said Velde, and walked out.",
        [
            ("direct", "It is over", "Marr", "Marr", None),
            ("direct", "It has hardly begun", "Velde", "Velde", None),
        ],
    ),
    (
        "the ministry takes up",
        "The health ministry in Gaza said on Friday that nine bodies had been brought to hospitals. The "
        "ministry added that three of the dead were children. It gave no names.",
        [
            (
                "indirect",
                "nine bodies had been brought to hospitals",
                "The health ministry in Gaza",
                "The health ministry in Gaza",
                "gaza-moh",
            ),
            ("indirect", "three of the dead were children", "The ministry", "health ministry", "gaza-moh"),
        ],
    ),
    (
        "he after an institution",
        "The mission's head, Ruth Adler, met the governor, Ilan Petit, on Monday. He told her that the road"
        " was safe. She said that she would wait for the engineers.",
        [
            ("indirect", "that the road was safe", "He", "Ilan Petit", None),
            ("indirect", "she would wait for the engineers", "She", "Ruth Adler", None),
        ],
    ),
    (
        "quoting somebody else",
        "Sample Wire, citing two security sources, reported that the talks had moved to Cairo. Quoting a "
        "diplomat, the paper said the lists were “nearly final”.",
        [
            (
                "indirect",
                "the talks had moved to Cairo",
                "Sample Wire, citing two security sources",
                "Sample Wire",
                None,
            ),
            ("mixed", "the lists were “nearly final", "the paper", "the paper", None),
        ],
    ),
    (
        "dash tag",
        "“The gate is a machine for waiting.” – Rami Sayegh, driver",
        [
            ("direct", "The gate is a machine for waiting", "Rami Sayegh, driver", "Rami Sayegh", None),
        ],
    ),
    (
        "as X put it",
        "The talks are, as Velde put it, “a marathon in the dark”.",
        [
            ("direct", "a marathon in the dark", "Velde", "Velde", None),
        ],
    ),
    (
        "colon without verb",
        "Velde's verdict: “Not good enough.”",
        [
            ("direct", "Not good enough", "Velde's verdict", "Velde's verdict", None),
        ],
    ),
    (
        "Hebrew daily",
        "A senior defence official quoted by Sample Daily said Israel “will not wait for ever”. The report "
        "could not be verified.",
        [
            (
                "mixed",
                "Israel “will not wait for ever",
                "A senior defence official quoted by Sample Daily",
                "A senior defence official quoted by Sample Daily",
                None,
            ),
        ],
    ),
    (
        "said to have",
        "The group is said to have lost half of its men. The list is believed to hold nine names.",
        [],
    ),
    (
        "surname shared",
        "Ruth Adler and her husband, Jonas Adler, run the clinic. “We stay,” Ruth Adler said. “We have "
        "always stayed,” Jonas Adler added.",
        [
            ("direct", "We stay", "Ruth Adler", "Ruth Adler", None),
            ("direct", "We have always stayed", "Jonas Adler", "Jonas Adler", None),
        ],
    ),
    (
        "plural they",
        "The drivers left at noon. “We have had enough,” they said.",
        [
            ("direct", "We have had enough", "they", "The drivers", None),
        ],
    ),
    (
        "slogan and chant",
        "Crowds chanted “Open the gate” as the bus passed. A banner read “No aid, no truce”.",
        [
            ("direct", "Open the gate", "Crowds", "Crowds", None),
            ("direct", "No aid, no truce", "A banner", "A banner", None),
        ],
    ),
    (
        "he after she in between",
        "Ilan Petit, the governor, opened the depot on Tuesday. His deputy, Ruth Adler, was not invited. “I"
        " read about it in the paper,” she said.\n\nPetit said the list had been drawn up by the board. “I "
        "had no part in it,” he added.",
        [
            ("direct", "I read about it in the paper", "she", "Ruth Adler", None),
            ("indirect", "the list had been drawn up by the board", "Petit", "Ilan Petit", None),
            ("direct", "I had no part in it", "he", "Ilan Petit", None),
        ],
    ),
    (
        "he is not the person spoken of",
        "Governor Ilan Petit criticised the mission's head, Tomas Velde, on Sunday. “He promised us "
        "engineers,” the governor said. “We got clerks.”\n\nHe said he would raise it with the board.",
        [
            ("direct", "He promised us engineers", "the governor", "Ilan Petit", None),
            ("direct", "We got clerks", "the governor", "Ilan Petit", None),
            ("indirect", "he would raise it with the board", "He", "Ilan Petit", None),
        ],
    ),
    (
        "pronoun two paragraphs on",
        "Mara Orlin has driven the coast road since she was 19.\n\nThe road was closed in May and opened "
        "again in June. Nobody was told why.\n\n“You learn to wait,” she says. “You learn to sleep sitting.”",
        [
            ("direct", "You learn to wait", "she", "Mara Orlin", None),
            ("direct", "You learn to sleep sitting", "she", "Mara Orlin", None),
        ],
    ),
    (
        "pronoun cataphora",
        "Before he left the hall, Jonas Adler said the clinic would stay open.\n\n“As long as there is "
        "light,” he said.",
        [
            ("indirect", "the clinic would stay open", "Jonas Adler", "Jonas Adler", None),
            ("direct", "As long as there is light", "he", "Jonas Adler", None),
        ],
    ),
    (
        "a relative is named after",
        "Rami Sayegh waited at the gate with his wife, Hana. Their son was inside. “He has been gone nine "
        "days,” Rami said. “I do not sleep,” said Hana.\n\nShe showed a photograph of the boy.",
        [
            ("direct", "He has been gone nine days", "Rami", "Rami Sayegh", None),
            ("direct", "I do not sleep", "Hana", "Hana", None),
        ],
    ),
    (
        "the group, they",
        "The drivers' union rejected the plan on Monday. “We will not load at night,” it said in a "
        "statement. Its chairman, Dan Keller, was more blunt: “Never.”\n\nThe union has 900 members. They "
        "have been without pay since March, he said.",
        [
            ("direct", "We will not load at night", "it", "The drivers' union", None),
            ("direct", "Never", "Its chairman, Dan Keller", "Dan Keller", None),
            ("indirect", "They have been without pay since March", "he", "Dan Keller", None),
        ],
    ),
    (
        "surname only, two men",
        "Tomas Velde and Ilan Petit met on Monday. Velde said the talks had been useful. Petit said they "
        "had been long.\n\n“Very long,” he said.",
        [
            ("indirect", "the talks had been useful", "Velde", "Tomas Velde", None),
            ("indirect", "they had been long", "Petit", "Ilan Petit", None),
            ("direct", "Very long", "he", "Ilan Petit", None),
        ],
    ),
    (
        "title then name later",
        "The mission's head said on Monday that the gate would open. “On Thursday, God willing,” Tomas "
        "Velde told reporters.\n\nThe Dane, who took office in May, said he was tired of promises.",
        [
            ("indirect", "the gate would open", "The mission's head", "The mission's head", None),
            ("direct", "On Thursday, God willing", "Tomas Velde", "Tomas Velde", None),
            ("indirect", "he was tired of promises", "The Dane, who took office in May", "The Dane", None),
        ],
    ),
    (
        "he after a quote that names another",
        "“Velde is a good man,” Petit said. He said he hoped that Velde would stay.",
        [
            ("direct", "Velde is a good man", "Petit", "Petit", None),
            ("indirect", "he hoped that Velde would stay", "He", "Petit", None),
        ],
    ),
    (
        "an unnamed woman",
        "A woman at the gate, who asked that her name not be used, said her brother had been taken at "
        "night. “They knew his name,” she said.",
        [
            (
                "indirect",
                "her brother had been taken at night",
                "A woman at the gate, who asked that her name not be used",
                "A woman at the gate",
                None,
            ),
            ("direct", "They knew his name", "she", "A woman at the gate", None),
        ],
    ),
    (
        "she after two women",
        "Ruth Adler phoned Mara Orlin on Monday. Orlin said the road was open. Adler did not believe her. "
        "“I have heard that before,” she said.",
        [
            ("indirect", "the road was open", "Orlin", "Mara Orlin", None),
            ("direct", "I have heard that before", "she", "Ruth Adler", None),
        ],
    ),
    (
        "names with prefix",
        "Former envoy Dr Salma al-Khatib said the lists were “a beginning, no more”. Al-Khatib, who led the"
        " talks in 2019, said she expected a second round.",
        [
            (
                "mixed",
                "the lists were “a beginning, no more",
                "Former envoy Dr Salma al-Khatib",
                "Salma al-Khatib",
                None,
            ),
            (
                "indirect",
                "she expected a second round",
                "Al-Khatib, who led the talks in 2019",
                "Salma al-Khatib",
                None,
            ),
        ],
    ),
    (
        "one said, another said",
        "“They shot at the tyres,” one driver said. Another said the shots had come from the tower. A "
        "third, who gave his name as Amir, said he saw nothing.",
        [
            ("direct", "They shot at the tyres", "one driver", "one driver", None),
            ("indirect", "the shots had come from the tower", "Another", None, None),
            ("indirect", "he saw nothing", "A third, who gave his name as Amir", "Amir", None),
        ],
    ),
    (
        "quote inside a relative clause",
        "Velde, who called the attack “a stain on the truce”, left for Cairo on Friday.",
        [
            ("mixed", "the attack “a stain on the truce", "who", "Velde", None),
        ],
    ),
    (
        "according to figures",
        "Nine of ten lorries were sent back, according to the board, which blamed “paperwork”.",
        [
            ("indirect", "Nine of ten lorries were sent back", "the board, which blamed", "the board", None),
            ("direct", "paperwork", "which", "according to the board", None),
        ],
    ),
    (
        "NGO press release",
        "“Winter does not wait for negotiations,” said Ingrid Solberg, country director of Sample Relief. "
        "“Every tent that is held at the crossing is a family in the rain.”\n\nSample Relief calls on all "
        "parties to allow shelter materials to enter without delay.",
        [
            (
                "direct",
                "Winter does not wait for negotiations",
                "Ingrid Solberg, country director of Sample Relief",
                "Ingrid Solberg",
                None,
            ),
            (
                "direct",
                "Every tent that is held at the crossing is a family in the rain",
                "Ingrid Solberg, country director of Sample Relief",
                "Ingrid Solberg",
                None,
            ),
            (
                "indirect",
                "all parties to allow shelter materials to enter without delay",
                "Sample Relief",
                "Sample Relief",
                None,
            ),
        ],
    ),
    (
        "transcript with state dept style",
        "MR. HALE: Good afternoon. Nothing at the top.\n\nQ Has the envoy left for the region?\n\nMR. HALE: He "
        "leaves tonight.\n\nQUESTION: Will he meet both sides?\n\nMR. HALE: He will meet whoever wants an "
        "agreement.",
        [
            ("indirect", "Good afternoon. Nothing at the top", "MR. HALE", "MR. HALE", None),
            ("indirect", "He leaves tonight", "MR. HALE", "MR. HALE", None),
            ("indirect", "He will meet whoever wants an agreement", "MR. HALE", "MR. HALE", None),
        ],
    ),
    (
        "British broadsheet",
        "The minister insisted last night that there was ‘no secret annex’. But one cabinet colleague said "
        "the annex was ‘real, and rather long’.\n\n‘I've seen it,’ the colleague said. ‘It runs to 14 pages.’",
        [
            ("mixed", "there was ‘no secret annex", "The minister", "The minister", None),
            ("mixed", "the annex was ‘real, and rather long", "one cabinet colleague", "one cabinet colleague", None),
            ("direct", "I've seen it", "the colleague", "the colleague", None),
            ("direct", "It runs to 14 pages", "the colleague", "the colleague", None),
        ],
    ),
    (
        "verb of saying behind a long insertion",
        "Pavel Oran, the minister of transport, who had returned from Ankara only hours before and looked "
        "tired, warned that the road would be closed again.",
        [
            (
                "indirect",
                "the road would be closed again",
                "Pavel Oran, the minister of transport, who had returned from Ankara only hours before and "
                "looked tired",
                "Pavel Oran",
                None,
            ),
        ],
    ),
    (
        "quote as object of a noun",
        "The board's claim that no lorry had been turned away was disputed by the drivers' union.",
        [
            ("indirect", "no lorry had been turned away", "The board", "The board", None),
        ],
    ),
    (
        "headline, says",
        "Gate will stay shut, says board\n\nThe harbour board said on Monday that the inner gate would stay "
        "shut until further notice.",
        [
            ("indirect", "Gate will stay shut", "board", "board", None),
            (
                "indirect",
                "the inner gate would stay shut until further notice",
                "The harbour board",
                "The harbour board",
                None,
            ),
        ],
    ),
    (
        "telegram statement",
        "In a statement on Telegram, the northern side's military wing said it would hand over two more "
        "bodies at 8 p.m. “What we have signed, we keep,” it added.",
        [
            (
                "indirect",
                "it would hand over two more bodies at 8 p.m",
                "the northern side's military wing",
                "the northern side's military wing",
                None,
            ),
            ("direct", "What we have signed, we keep", "it", "the northern side's military wing", None),
        ],
    ),
    (
        "letter quoted",
        "“Dear friends,” the letter begins, “we write to you from the ninth month of the siege.” It is "
        "signed by 40 doctors.",
        [
            ("direct", "Dear friends", "the letter", "the letter", None),
            ("direct", "we write to you from the ninth month of the siege", "the letter", "the letter", None),
        ],
    ),
    (
        "reported speech goes on",
        "Velde said the monitors had been fired on twice. The first burst hit a vehicle. The second fell "
        "short. No one was hurt, he said.",
        [
            ("indirect", "the monitors had been fired on twice", "Velde", "Velde", None),
            ("indirect", "No one was hurt", "he", "Velde", None),
        ],
    ),
    (
        "question inside a question",
        "“Who gave the order?” asked Ruth Adler, the opposition leader. “And who,” she went on, “will answer for it?”",
        [
            ("direct", "Who gave the order?", "Ruth Adler, the opposition leader", "Ruth Adler", None),
            ("direct", "And who", "she", "Ruth Adler", None),
            ("direct", "will answer for it?", "she", "Ruth Adler", None),
        ],
    ),
    (
        "contradiction",
        "Contrary to what the minister said, the road is open. Drivers there say they passed freely.",
        [
            ("indirect", "they passed freely", "Drivers", "Drivers", None),
        ],
    ),
    (
        "Hebrew-style report",
        "Sample Channel reported that the defence minister told the cabinet: “We will not fold.” A source "
        "in the room said he was applauded.",
        [
            (
                "mixed",
                "the defence minister told the cabinet: “We will not fold",
                "Sample Channel",
                "Sample Channel",
                None,
            ),
            ("direct", "We will not fold", "the defence minister", "the defence minister", None),
            ("indirect", "he was applauded", "A source in the room", "A source in the room", None),
        ],
    ),
    (
        "nickname",
        "Salim “the Captain” Nassar, who runs the ferry, said the sea was calm. “It is the people who are "
        "not,” Nassar said.",
        [
            (
                "indirect",
                "the sea was calm",
                "Salim “the Captain” Nassar, who runs the ferry",
                "Salim “the Captain” Nassar",
                None,
            ),
            ("direct", "It is the people who are not", "Nassar", "Nassar", None),
        ],
    ),
    (
        "spokesperson by office",
        "The spokesman for the Secretary-General, Anton Berg, said the convoy had been delayed for six "
        "hours. Berg said it reached the north after dark.",
        [
            ("indirect", "the convoy had been delayed for six hours", "Anton Berg", "Anton Berg", None),
            ("indirect", "it reached the north after dark", "Berg", "Anton Berg", None),
        ],
    ),
    (
        "joint press conference",
        "Standing beside his Egyptian counterpart, Foreign Minister Lukas Brandt said Berlin was ready to "
        "train police officers. His host was more cautious. “First the guns must fall silent,” the Egyptian"
        " minister said.",
        [
            (
                "indirect",
                "Berlin was ready to train police officers",
                "Foreign Minister Lukas Brandt",
                "Lukas Brandt",
                None,
            ),
            ("direct", "First the guns must fall silent", "the Egyptian minister", "Lukas Brandt", "egypt"),
        ],
    ),
    (
        "mother of",
        "“Bring him home,” said Noa Levin, the mother of one of the captives. “Then make your speeches.”",
        [
            ("direct", "Bring him home", "Noa Levin, the mother of one of the captives", "Noa Levin", None),
            ("direct", "Then make your speeches", "Noa Levin, the mother of one of the captives", "Noa Levin", None),
        ],
    ),
    (
        "spox denies, adding",
        "The army denied the report, saying that no strike had taken place, and adding that the area was "
        "“under review”.",
        [
            ("indirect", "no strike had taken place", "The army", "The army", None),
            ("mixed", "the area was “under review", "The army", "The army", None),
        ],
    ),
    (
        "a lead before the quotation",
        'The road\'s "single most important role was closing the depot," Orlin says, a job that nobody wanted.',
        [
            ("mixed", "The road's \"single most important role was closing the depot", "Orlin", "Orlin", None),
        ],
    ),
    (
        "wants inside a report",
        'They want to "open a road that works for everyone and not just the few," Orlin said.',
        [
            ("mixed", 'They want to "open a road that works for everyone and not just the few', "Orlin", "Orlin", None),
            ("direct", "open a road that works for everyone and not just the few", "They", None, None),
        ],
    ),
    (
        "that he",
        'He tweeted that he "rejects the latest comments about the drivers of the port."',
        [
            ("mixed", 'he "rejects the latest comments about the drivers of the port', "He", None, None),
        ],
    ),
    (
        "the next sentence is hers too",
        "The mayor's plan “has been challenged,” Ms. Keller said. She has directed “a very ambitious "
        "reorganization that has gone on for a long time.”",
        [
            ("mixed", "The mayor's plan “has been challenged", "Ms. Keller", "Ms. Keller", None),
            (
                "mixed",
                "She has directed “a very ambitious reorganization that has gone on for a long time",
                "Ms. Keller",
                "Ms. Keller",
                None,
            ),
        ],
    ),
    (
        "promised on a day",
        "The depot chief promised Sunday at a rally in Port Sample to end “the wasteful regime at the gate.”",
        [
            ("mixed", "to end “the wasteful regime at the gate", "The depot chief", "The depot chief", None),
        ],
    ),
    (
        "as she put it",
        "As Ms. Orlin put it in a statement to my colleague in July, the port is “providing a service you "
        "won't get elsewhere in the region.”",
        [
            (
                "mixed",
                "the port is “providing a service you won't get elsewhere in the region",
                "Ms. Orlin",
                "Ms. Orlin",
                None,
            ),
        ],
    ),
    (
        "an insertion between dashes",
        'He argued that "every driver on the road" - including Keller - favored some sort of toll for lorries.',
        [
            (
                "mixed",
                'every driver on the road" - including Keller - favored some sort of toll for lorries',
                "He",
                None,
                None,
            ),
        ],
    ),
    (
        "a headline with two verbs",
        "Keller Says Port Broke Truce, Calls Orlin’s Remarks ‘Troubling.’",
        [
            ("mixed", "Port Broke Truce, Calls Orlin’s Remarks ‘Troubling", "Keller", "Keller", None),
        ],
    ),
    (
        "and then did something else",
        "Keller has railed against what he calls the “harbour cartel” and cast himself as an outsider.",
        [
            ("mixed", "what he calls the “harbour cartel", "Keller", "Keller", None),
        ],
    ),
    (
        "a remark behind a comma",
        "Orlin spoke of the “cold gate,” a phrase that has followed her since.",
        [
            ("mixed", "the “cold gate", "Orlin", "Orlin", None),
        ],
    ),
    (
        "a colon inside a clause",
        "She adds that drivers have two choices: “You wait or you walk.”",
        [
            ("mixed", "drivers have two choices: “You wait or you walk", "She", None, None),
        ],
    ),
    (
        "a bank's analyst",
        "Jonas Brandt of the Sample Bank, Sampleland's largest lender, warned that the port was “out of money”.",
        [
            (
                "mixed",
                "the port was “out of money",
                "Jonas Brandt of the Sample Bank, Sampleland's largest lender",
                "Jonas Brandt",
                None,
            ),
        ],
    ),
    (
        "blame",
        "The board held the army “fully responsible” for the delay.",
        [
            ("mixed", "the army “fully responsible” for the delay", "The board", "The board", None),
        ],
    ),
    (
        "a turn of a show",
        "She told Sample Radio's “Morning Talk” that the port was “a shambles”.",
        [
            ("mixed", "the port was “a shambles", "She", None, None),
        ],
    ),
    (
        "a group at a place",
        "People at Harbour Square in Port Sample roared their approval.",
        [
            (
                "indirect",
                "their approval",
                "People at Harbour Square in Port Sample",
                "People at Harbour Square in Port Sample",
                None,
            ),
        ],
    ),
]

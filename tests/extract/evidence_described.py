"""Undertakings named by description, crossings, and other wordings: sentence -> labels accepted for each topic."""

from __future__ import annotations

DESCRIBED: list[tuple[str, dict[str, str]]] = [
    ("The pause in fighting was extended by another week, Qatar announced.", {"truce": "pledged under_way completed"}),
    ("Hamas reaffirmed its commitment to all terms of the agreement.", {"truce": "pledged"}),
    ("Israel will continue to abide by the deal, an official said.", {"truce": "pledged under_way"}),
    ("Qatar condemned the strikes as a flagrant breach of the truce.", {"truce": "alleged_violation"}),
    ("The ceasefire has largely held for three months.", {"truce": "under_way"}),
    ("Each side blames the other for breaking the truce.", {"truce": "alleged_violation"}),
    ("The movement called on mediators to force Israel to honour its obligations.", {"truce": "demanded"}),
    (
        "Israel has not kept its commitments under the deal, a Hamas spokesman charged.",
        {"truce": "alleged_violation stalled"},
    ),
    ("A ceasefire came into force at noon on Friday.", {"truce": "completed under_way"}),
    ("Egypt said Israel's attacks violate the agreement.", {"truce": "alleged_violation"}),
    (
        "It was the gravest violation since the agreement was signed, the ministry in Cairo said.",
        {"truce": "alleged_violation"},
    ),
    ("There is no more ceasefire, the far-right minister said.", {"truce": "refused stalled alleged_violation"}),
    ("Both parties agreed to stop fighting for sixty days.", {"truce": "pledged completed"}),
    ("The White House said the ceasefire was still in place.", {"truce": "under_way"}),
    (
        "Seven Israelis held since October 2023 were handed to the Red Cross at dawn.",
        {"hostage_release": "under_way partial"},
    ),
    (
        "Hamas will let the remaining captives go on Monday, a source close to the talks said.",
        {"hostage_release": "pledged"},
    ),
    ("There are no living hostages left in Gaza.", {"hostage_release": "completed"}),
    ("Families demanded that every hostage be brought home at once.", {"hostage_release": "demanded"}),
    (
        "Two coffins were transferred to the Israeli army inside Gaza on Tuesday evening.",
        {"bodies_return": "under_way partial"},
    ),
    (
        "Forensic tests showed that one of the bodies handed over did not belong to any hostage.",
        {"bodies_return": "alleged_violation partial stalled under_way"},
    ),
    (
        "Egyptian teams with bulldozers entered the strip to help search for the remains.",
        {"bodies_return": "under_way"},
    ),
    ("Israel accused Hamas of dragging out the return of the dead.", {"bodies_return": "alleged_violation stalled"}),
    (
        "The remains of Sergeant Doe were identified at the Abu Kabir institute, the army told his family.",
        {"bodies_return": "under_way partial"},
    ),
    ("Thirteen dead hostages have yet to be handed back.", {"bodies_return": "partial stalled"}),
    (
        "Israel handed over 30 bodies of Palestinians, many with signs of abuse, doctors in Khan Younis said.",
        {"bodies_return": "under_way partial"},
    ),
    (
        "The group said that the retrieval of the bodies would take time because of the rubble.",
        {"bodies_return": "stalled pledged"},
    ),
    ("Nearly 2,000 Palestinians walked out of Israeli jails on Monday.", {"prisoner_release": "under_way completed"}),
    ("Some of the freed men were deported to Egypt.", {"prisoner_release": "under_way partial"}),
    (
        "Israel put off the release of 600 detainees until the ceremonies stop.",
        {"prisoner_release": "stalled conditional"},
    ),
    ("The list of prisoners to be freed has not been agreed.", {"prisoner_release": "stalled"}),
    ("Israel is to set 1,900 Palestinians free in return.", {"prisoner_release": "pledged"}),
    ("Israel reopened the Zikim crossing to aid lorries on Sunday.", {"aid_entry": "under_way partial"}),
    ("Kerem Shalom was shut for a third day, the UN said.", {"aid_entry": "stalled"}),
    ("Convoys are turned back at checkpoints, the WFP complained.", {"aid_entry": "stalled"}),
    ("Not enough food is getting in, humanitarian workers say.", {"aid_entry": "stalled partial"}),
    ("Deliveries have doubled since November, COGAT said.", {"aid_entry": "under_way"}),
    ("Israel must allow unhindered humanitarian access, the EU said.", {"aid_entry": "demanded"}),
    ("The army suspended the transfer of goods after the attack.", {"aid_entry": "stalled"}),
    ("Israel banned 37 aid groups from working in Gaza.", {"aid_entry": "stalled refused"}),
    ("The World Health Organization brought in a shipment of insulin.", {"aid_entry": "under_way partial"}),
    ("Stoves and generators are still barred, the Norwegian Refugee Council said.", {"aid_entry": "stalled"}),
    ("Cogat denied restricting aid and said the UN had failed to collect it.", {"aid_entry": "denied"}),
    (
        "Just 145 lorries a day get in, the media office in Gaza said, a quarter of what was promised.",
        {"aid_entry": "partial"},
    ),
    ("All crossings would be opened, a security official said.", {"aid_entry": "pledged"}),
    ("The United States pressed Israel to open more crossings.", {"aid_entry": "demanded"}),
    ("The agency has 6,000 lorry loads waiting in Egypt and Jordan for permission to enter.", {"aid_entry": "stalled"}),
    (
        "Aid will go in without interference through the UN and the Red Crescent, the plan says.",
        {"aid_entry": "pledged"},
    ),
    ("Nobody has left through Rafah since May 2024.", {"rafah_opening": "stalled"}),
    ("The gate will work in one direction only at first, Israel said.", {}),
    ("Israel shut Rafah again on Tuesday.", {"rafah_opening": "stalled"}),
    (
        "Fifty patients left for Egypt through the Rafah crossing on Monday.",
        {"rafah_opening": "under_way partial completed"},
    ),
    ("The reopening of Rafah has been put off indefinitely.", {"rafah_opening": "stalled"}),
    ("Tanks rolled back from central Gaza City overnight.", {"withdrawal": "under_way partial"}),
    ("The military still holds 53 per cent of the territory.", {"withdrawal": "partial"}),
    ("The army began to leave its positions in Khan Younis.", {"withdrawal": "under_way partial"}),
    ("Troops are to pull back in three stages.", {"withdrawal": "pledged"}),
    ("Hamas insists on a full pullout.", {"withdrawal": "demanded"}),
    ("The redeployment was completed at noon, the army said.", {"withdrawal": "completed"}),
    ("Israel intends to keep a buffer zone around the whole strip.", {"withdrawal": "refused partial pledged"}),
    ("Israeli forces would retain a security presence on the perimeter.", {"withdrawal": "refused partial pledged"}),
    ("The technocrats are still waiting in Cairo for permission to cross.", {"interim_authority": "stalled"}),
    ("Hamas handed the ministries over to the new administration.", {"interim_authority": "under_way completed"}),
    ("Israel has blocked the committee from entering the strip.", {"interim_authority": "stalled"}),
    ("France declined to join the Board of Peace.", {"interim_authority": "refused"}),
    ("The faction said it would have no role in governing Gaza after the war.", {"interim_authority": "pledged"}),
    ("Factions meeting in Cairo agreed that independents should run Gaza.", {"interim_authority": "pledged"}),
    (
        "The panel of experts took over the health and education departments on Sunday.",
        {"interim_authority": "under_way partial completed"},
    ),
    ("The first Indonesian battalion landed at Ashdod.", {"stabilisation_force": "under_way partial"}),
    ("Deployment of the force has slipped to the spring.", {"stabilisation_force": "stalled"}),
    (
        "Countries are reluctant to contribute soldiers because the mandate is vague.",
        {"stabilisation_force": "stalled refused"},
    ),
    ("Israel vetoed Turkish participation in the force.", {"stabilisation_force": "refused"}),
    ("An American general was named to command it.", {}),
    ("Kazakhstan agreed to take part in the stabilisation mission.", {"stabilisation_force": "pledged"}),
    ("Hamas has begun to hand its rockets to an Egyptian team.", {"disarmament": "under_way partial"}),
    ("Hamas is open to freezing its arsenal.", {"disarmament": "pledged conditional"}),
    ("The group says that talk of giving up guns is premature.", {"disarmament": "refused"}),
    ("Israeli engineers blew up two kilometres of tunnels east of the line.", {"disarmament": "under_way partial"}),
    ("The question of weapons will be discussed in the next round.", {"disarmament": "pledged"}),
    ("Weapons remain the main sticking point.", {"disarmament": "stalled"}),
    ("He said that the fighters' arms would pass to a Palestinian state.", {"disarmament": "conditional pledged"}),
    ("The group denied having agreed to give up its guns.", {"disarmament": "denied refused"}),
    ("Fighters who lay down their weapons will be pardoned.", {"disarmament": "pledged conditional"}),
    ("No militia will keep arms in Gaza, the committee's head said.", {"disarmament": "pledged demanded"}),
    (
        "Bulldozers have started to clear rubble in Rafah for the first new neighbourhood.",
        {"reconstruction": "under_way partial"},
    ),
    ("The conference on rebuilding has been postponed for the third time.", {"reconstruction": "stalled"}),
    ("The UAE will not pay for reconstruction while Hamas is armed.", {"reconstruction": "refused conditional"}),
    ("Cement has not been allowed in since the truce.", {"aid_entry": "stalled"}),
    ("Not a single house has been rebuilt.", {"reconstruction": "stalled"}),
    ("The second stage, with the hardest questions, has not begun.", {"phase_two": "stalled"}),
    ("Negotiators are discussing how to get to stage two.", {"phase_two": "under_way"}),
    (
        "The transition to the next phase is being delayed by Israel, Hamas said.",
        {"phase_two": "stalled alleged_violation"},
    ),
    ("Riyadh wants an irreversible path to a Palestinian state.", {"political_track": "demanded"}),
    ("The Knesset voted against the creation of a Palestinian state.", {"political_track": "refused"}),
    ("France recognised Palestine in September.", {"political_track": "under_way completed"}),
    ("US drones are watching the truce from above.", {"monitoring": "under_way"}),
    ("Turkey, Qatar and Egypt will oversee the implementation of the accord.", {"monitoring": "pledged"}),
    ("Germany sent three officers to the coordination centre.", {"monitoring": "under_way"}),
    ("The joint mechanism has not met for a month.", {"monitoring": "stalled"}),
    ("Hamas asked the guarantors to send observers.", {"monitoring": "demanded"}),
    ("Tens of thousands walked north along the coastal road.", {"return_of_displaced": "under_way partial"}),
    ("Israel bars residents from going back to areas east of the line.", {"return_of_displaced": "stalled"}),
    ("Most of Rafah's people cannot go home.", {"return_of_displaced": "stalled"}),
    ("Egypt rejects any displacement of Palestinians from Gaza.", {}),
    ("The force of the waves destroyed the pier.", {}),
    ("The prime minister met families of hostages in Jerusalem.", {}),
    ("Israel's committee for planning approved 800 flats in the settlement.", {}),
    ("Airlines resumed flights to Tel Aviv a month after the truce.", {}),
    ("The former hostage told his story at a school in London.", {}),
    ("Prices of vegetables have fallen by half since the ceasefire.", {}),
    ("He teaches in a tent because his school lies behind the line.", {}),
    ("The board of the hospital named a new director.", {}),
    ("Police said the body of a man had been found near the river.", {}),
    ("The crossing of the bridge was closed because of ice.", {}),
    ("Prisoners at the jail in Ohio began a hunger strike.", {}),
    ("The company returned 400 trucks to the maker because of faulty brakes.", {}),
    ("Aid to Ukraine was cut by Congress.", {}),
    ("She withdrew her name from the list.", {}),
    ("Britain sold weapons worth a billion to Saudi Arabia.", {}),
    ("The ministry said the number of dead had passed 71,000.", {}),
    ("Winter rains flooded the camp.", {}),
    ("The war left more than 60 million tonnes of rubble.", {}),
    ("Germany resumed arms exports to Israel.", {}),
    ("A drone strike killed three people in Bani Suheila, medics said.", {}),
    ("What happens if the truce collapses?", {}),
    ("Hamas was founded in 1987.", {}),
    ("Settlers took over a house in Hebron.", {}),
    ("The second phase of the metro line opened in Cairo.", {}),
    (
        "Hamas handed the remains of two more hostages to the Red Cross late on Wednesday, the Israeli "
        "military said, leaving five still in the territory.",
        {"bodies_return": "partial under_way"},
    ),
    (
        "Israel has still not let in the tents and mobile homes that the deal provides for, aid agencies complained.",
        {"aid_entry": "stalled partial alleged_violation"},
    ),
    (
        "The crossing at Rafah will open in both directions on Sunday, Egypt's foreign ministry announced.",
        {"rafah_opening": "pledged"},
    ),
    (
        '"We will not hand over a single rifle while an occupier stands on our land," a senior Hamas '
        "figure told Sample Wire.",
        {"disarmament": "refused conditional"},
    ),
    (
        "Indonesia said it would send up to 8,000 soldiers to the international force by the summer.",
        {"stabilisation_force": "pledged"},
    ),
    ("All twenty living captives are home, the Israeli army confirmed on Monday.", {"hostage_release": "completed"}),
    (
        "Buses carrying freed Palestinians reached Ramallah and Khan Younis on Monday afternoon, witnesses said.",
        {"prisoner_release": "under_way completed partial"},
    ),
    (
        "Israel said it was resuming enforcement of the ceasefire after striking dozens of targets, and "
        "accused Hamas of shooting at its soldiers in Rafah.",
        {"truce": "alleged_violation under_way pledged"},
    ),
    ("Hamas denied any link to the shooting and said it remained bound by the truce.", {"truce": "denied pledged"}),
    (
        "The Security Council on Monday adopted a resolution that endorses the Board of Peace and "
        "authorises an international stabilisation force in Gaza.",
        {"interim_authority": "under_way completed pledged", "stabilisation_force": "under_way completed pledged"},
    ),
    (
        "Fifteen Palestinian technocrats have been chosen to run the day-to-day affairs of Gaza, "
        "according to Egypt's foreign minister.",
        {"interim_authority": "under_way partial completed pledged"},
    ),
    (
        "The committee held its first meeting in Cairo on Friday but has not yet been allowed to enter Gaza.",
        {"interim_authority": "partial under_way stalled"},
    ),
    (
        "The movement said it was ready to hand all government offices to the committee the day it arrives.",
        {"interim_authority": "pledged conditional"},
    ),
    ("Two weeks on, no country has sent a single soldier to the force.", {"stabilisation_force": "stalled"}),
    (
        "The UN said 4,200 trucks had been collected at the crossings in March, well short of what was agreed.",
        {"aid_entry": "partial stalled"},
    ),
    (
        "COGAT rejected the claim that aid was being held up, saying hundreds of trucks enter every day.",
        {"aid_entry": "denied"},
    ),
    (
        "Israel closed the Kerem Shalom crossing until further notice after a rocket was fired, the army said.",
        {"aid_entry": "stalled"},
    ),
    (
        "The first patients and returnees crossed at Rafah on Monday as the gate reopened for the first "
        "time in almost two years.",
        {"rafah_opening": "completed under_way partial"},
    ),
    ("Qatar urged Israel to pull its troops back to the line agreed in October.", {"withdrawal": "demanded"}),
    (
        "Israeli forces have pushed the yellow line hundreds of metres further west in Gaza City, residents said.",
        {"withdrawal": "alleged_violation stalled"},
    ),
    ("The World Bank puts the cost of rebuilding at $71bn over ten years.", {}),
    (
        "Gulf states have promised five billion dollars for the rebuilding of the strip but little of it "
        "has been paid.",
        {"reconstruction": "pledged stalled partial"},
    ),
    (
        "Hamas offered to put its heavy weapons into storage under Egyptian supervision in return for a "
        "full Israeli pullout.",
        {"disarmament": "conditional pledged"},
    ),
    ("Washington gave Hamas sixty days to surrender its arms.", {"disarmament": "demanded"}),
    ("The group has yet to answer the ultimatum.", {}),
    (
        "A strike on a police post in Deir al-Balah killed six, hospital officials said; the military "
        "said it had hit a commander who was planning an attack.",
        {},
    ),
    (
        "The Government Media Office accused Israel of 2,900 breaches of the truce since October.",
        {"truce": "alleged_violation"},
    ),
    ("Israel's army says that militants have violated the ceasefire 80 times.", {"truce": "alleged_violation"}),
    ("The accusations are baseless, the army said, adding that it acts only against imminent threats.", {}),
    ("Mediators hope to bring the two sides to talks on the second stage next week.", {"phase_two": "pledged"}),
    ("Israeli officials dismissed the announcement as symbolic.", {}),
    (
        "Under the deal Israel is to free 250 prisoners serving life terms and about 1,700 people "
        "detained in Gaza since the war began.",
        {"prisoner_release": "pledged"},
    ),
    (
        "Bodies of 15 Palestinians were returned to Gaza through the Red Cross on Saturday, the health ministry said.",
        {"bodies_return": "under_way partial completed"},
    ),
    (
        "Islamic Jihad said it had found the body of a captive in the Nuseirat camp and would deliver it "
        "in the afternoon.",
        {"bodies_return": "pledged under_way"},
    ),
    (
        "Families of the hostages called on the government not to move on to the next phase without Ran.",
        {"phase_two": "demanded conditional"},
    ),
    (
        "The army announced that it had recovered the body of the last hostage from a cemetery in northern Gaza.",
        {"bodies_return": "completed"},
    ),
    (
        "A delegation from the movement arrived in Cairo on Thursday for talks on the future of its weapons.",
        {"disarmament": "under_way"},
    ),
    (
        "There was no agreement on the arms question, a diplomat briefed on the negotiations said.",
        {"disarmament": "stalled"},
    ),
    (
        "The Palestinian Authority says elections will be held within a year of the end of the war.",
        {"political_track": "pledged"},
    ),
    (
        "Half a million people have gone back to the north since the guns fell silent, according to the UN.",
        {"return_of_displaced": "under_way partial completed"},
    ),
    (
        "OCHA reports that shelter materials remain stuck at the border because Israeli authorities have "
        "not issued the permits.",
        {"aid_entry": "stalled"},
    ),
    (
        "Between 6 and 12 February, 1,310 truckloads of humanitarian supplies were offloaded at Kerem "
        "Shalom and Zikim, according to the UN 2720 dashboard.",
        {"aid_entry": "under_way partial"},
    ),
    (
        "The deputy special coordinator told the Council that the ceasefire was holding, though it remained fragile.",
        {"truce": "under_way"},
    ),
    (
        "The Secretary-General calls upon all parties to abide fully by the ceasefire and to protect civilians.",
        {"truce": "demanded"},
    ),
    (
        "Partners continue to call for the opening of more crossings and for the lifting of restrictions "
        "on what are described as dual-use items.",
        {"aid_entry": "demanded"},
    ),
    (
        "Of 340 missions that required coordination with Israeli authorities, 61 per cent were "
        "facilitated and 22 per cent were denied.",
        {},
    ),
    ("More than 18,500 patients still need medical evacuation outside Gaza, WHO says.", {}),
    ("Bread production has risen to 300 tonnes a day, the World Food Programme reported.", {}),
    (
        "The Organization said it stood ready to move supplies at scale as soon as the crossings were opened.",
        {"aid_entry": "pledged conditional"},
    ),
    (
        "Only one crossing was operational during the reporting period; Zikim has remained closed since 12 March.",
        {"aid_entry": "stalled partial"},
    ),
    (
        "Debris removal has started in Khan Younis, where UNDP has cleared 18 kilometres of road.",
        {"reconstruction": "under_way partial"},
    ),
    ("Humanitarian access in the Yellow Line area remains heavily restricted.", {"aid_entry": "stalled partial"}),
    (
        "COGAT: 4,200 aid trucks entered the Gaza Strip this week in accordance with the agreement.",
        {"aid_entry": "under_way completed"},
    ),
    (
        "IDF troops operating in the southern Gaza Strip identified two terrorists who crossed the Yellow "
        "Line and eliminated them in order to remove the threat; their approach constitutes a blatant "
        "violation of the ceasefire agreement.",
        {"truce": "alleged_violation"},
    ),
    (
        "We affirm our commitment to the agreement and call on the mediators to compel the occupation to "
        "implement its obligations.",
        {"truce": "pledged demanded"},
    ),
    (
        "The Ministry of Health in Gaza has received the bodies of 30 martyrs released by the occupation "
        "through the Red Cross, bringing the number of bodies received to 360.",
        {"bodies_return": "under_way partial completed"},
    ),
    ("The military denied that it had moved the blocks that mark the line.", {"withdrawal": "denied"}),
    ("The office said that the factions had fulfilled everything required of them in the first stage.", {}),
    (
        "Hamas is going to disarm, the president said; if they don't, we will disarm them.",
        {"disarmament": "pledged demanded conditional"},
    ),
    (
        "Five countries have committed troops to the International Stabilization Force, its commander "
        "told the meeting.",
        {"stabilisation_force": "pledged"},
    ),
    (
        "The force will first be deployed in Rafah and will train a new Palestinian police.",
        {"stabilisation_force": "pledged"},
    ),
    (
        "The Board of Peace convened for the first time on Thursday in Washington.",
        {"interim_authority": "under_way completed"},
    ),
    (
        "Members of Hamas who commit to peaceful coexistence and decommission their weapons will be given "
        "amnesty, under the plan.",
        {"disarmament": "conditional pledged"},
    ),
    (
        "Gaza will be a deradicalised, terror-free zone that does not pose a threat to its neighbours, the text says.",
        {},
    ),
    (
        "There can be no rebuilding without disarmament, he said.",
        {"reconstruction": "conditional", "disarmament": "demanded"},
    ),
    ("One scenario is that Israel resumes the war; another is a frozen partition along the line.", {}),
    ("Northern Ireland's arms were put beyond use only seven years after the Good Friday agreement.", {}),
    (
        "In the first truce, in November 2023, 105 hostages were freed in exchange for 240 prisoners.",
        {"hostage_release": "completed partial under_way", "prisoner_release": "completed partial under_way"},
    ),
    (
        "Without a political horizon no Arab state is likely to commit soldiers, the think tank wrote.",
        {"stabilisation_force": "conditional refused stalled"},
    ),
    (
        "What happens next? Hamas has 72 hours from midday to free the hostages who are alive.",
        {"hostage_release": "pledged"},
    ),
    (
        "Israeli troops have pulled back to an agreed line that leaves them in control of about half of the strip.",
        {"withdrawal": "completed partial under_way"},
    ),
    (
        "Who will govern Gaza? A body of independent Palestinians would be in charge for a time, overseen "
        "by an international board.",
        {"interim_authority": "pledged"},
    ),
    (
        "Aid groups say they are waiting for a green light to bring in more lorries.",
        {"aid_entry": "stalled pledged demanded"},
    ),
    (
        "09:42 The Red Cross has received the first seven hostages and is on its way to Israeli forces.",
        {"hostage_release": "under_way partial"},
    ),
    ("11:05 Crowds in Tel Aviv cheer as helicopters land at the hospital.", {}),
    (
        "17:20 Israel tells the UN that it will let in only half of the agreed number of trucks because "
        "Hamas has been slow to give back bodies.",
        {"aid_entry": "refused conditional partial pledged stalled"},
    ),
    (
        "Israel halted all aid deliveries on Sunday; hours later an official said they would resume the next morning.",
        {"aid_entry": "stalled pledged"},
    ),
    ("Correspondents are still not allowed to enter the territory independently.", {}),
    ('"It\'s a beautiful day," said a woman waiting at the gate with two suitcases.', {}),
    ("The prime minister is under pressure from far-right ministers who want to go back to war.", {}),
    (
        "Egypt has begun training some 400 officers of a future Gaza police.",
        {"stabilisation_force": "under_way pledged"},
    ),
    (
        "Jordan and Germany said the planned force must have a mandate of the Security Council.",
        {"stabilisation_force": "conditional demanded"},
    ),
    ("A convoy of fuel and cooking gas came in through Kissufim on Tuesday.", {"aid_entry": "under_way partial"}),
    (
        "Israel revoked the licences of 37 aid organisations, which must leave the territory by March.",
        {"aid_entry": "stalled alleged_violation refused"},
    ),
    ("Sudan's army recaptured a town in North Kordofan, its spokesman said.", {}),
    ("Floods in Aceh have displaced 120,000 people.", {}),
    ("The army said two of its soldiers were wounded by an explosive device in Jenin.", {}),
    ("Israeli settlers set fire to a mosque near Salfit overnight, the village council said.", {}),
    ("The health ministry counts 72,300 dead since October 2023.", {}),
    ("Five people died when a damaged building collapsed in the Zeitoun quarter, the civil defence said.", {}),
    ("Protesters in Rome demanded that Italy stop selling weapons to Israel.", {}),
    ("Iran's foreign minister flew to Muscat for another round of nuclear talks.", {}),
    (
        "The war in Gaza began with the Hamas attack of 7 October 2023, in which about 1,200 people were "
        "killed and 251 taken hostage.",
        {},
    ),
    ("Doctors at Nasser hospital said they had run out of antibiotics.", {}),
    ("A winter storm flooded thousands of tents along the coast.", {}),
    (
        "The court ordered the government to answer within thirty days the petition of the Foreign Press Association.",
        {},
    ),
    ("She spent 491 days in captivity and has since written a book about it.", {}),
    ("Hezbollah's leader said the group would never give up its weapons.", {"disarmament": "refused"}),
    ("Lebanon's army said it had dismantled 50 tunnels south of the Litani.", {"disarmament": "under_way partial"}),
    (
        "Russia and Ukraine exchanged 200 prisoners each on Sunday, both sides said.",
        {"prisoner_exchange": "completed under_way partial"},
    ),
    ("Kyiv and Moscow accused each other of violating an Easter truce.", {"truce": "alleged_violation"}),
    ("The mayor opened a new desalination plant in Ashkelon.", {}),
    ("Israel's budget passed its first reading.", {}),
    ("UNRWA has been running 90 temporary classrooms since January.", {}),
    ("An inquiry found that the company had withdrawn from the tender.", {}),
    ("His release from hospital is expected next week.", {}),
    ("The bridge was opened to traffic in phase two of the road project.", {}),
    ("The board of the bank met on Friday and agreed to a new policy.", {}),
    ("The committee of the football association rejected the appeal.", {}),
    ("The force of the blast shattered windows two streets away.", {}),
    ("Before the ceasefire he had moved eleven times; now he sells tea from a tent near the port.", {}),
    ("What would a return to war look like? Nobody in the cafe wanted to say.", {}),
    ("Analysts recall that the disengagement of 2005 removed 8,000 settlers from Gaza.", {}),
    ("The journalists' union mourned three colleagues killed since the truce.", {}),
    ("A survey found that 61 per cent of Israelis want an early election.", {}),
    ("The yellow line runs for some 50 kilometres from Beit Hanoun to Rafah.", {}),
    ("He was buried in Kfar Saba next to his father, two years after he was killed.", {}),
    (
        "Israeli officials said they expected all living hostages to be handed over early on Monday. "
        "Preparations were under way at three hospitals, the prime minister's spokeswoman said.",
        {"hostage_release": "pledged"},
    ),
    ("Hamas hands over first seven hostages to Red Cross", {"hostage_release": "under_way partial"}),
    ("Freed Palestinian prisoners arrive in Ramallah to cheering crowds", {"prisoner_release": "under_way completed"}),
    ("UN aid chief urges Israel to open all crossings into Gaza immediately", {"aid_entry": "demanded"}),
    (
        "Turkey has sent 81 disaster workers to help find the bodies of hostages, but they were still "
        "waiting on the Egyptian side of the border on Friday for permission to go in.",
        {"bodies_return": "stalled under_way"},
    ),
    (
        "The IDF said it had begun a wave of strikes against Hamas targets in southern Gaza after what it "
        "called a blatant violation of the ceasefire. Hamas's armed wing said it knew nothing of any "
        "clashes in the area.",
        {"truce": "alleged_violation denied"},
    ),
    (
        "Following a directive from the political leadership, the entry of humanitarian aid into Gaza has "
        "been halted until further notice, a security official said.",
        {"aid_entry": "stalled"},
    ),
    ("Israel's military said it had resumed enforcing the ceasefire.", {"truce": "under_way pledged"}),
    ("US vice-president says he is optimistic that the truce will hold", {"truce": "pledged under_way"}),
    (
        "Palestinian factions meeting in Cairo agreed that a temporary committee of independent "
        "technocrats should take over the running of Gaza.",
        {"interim_authority": "pledged"},
    ),
    (
        "Egypt sent a technical team and heavy machinery into the strip to help look for the remains of the hostages.",
        {"bodies_return": "under_way pledged"},
    ),
    (
        "Hamas postponed the handover of a body it had planned for the evening, citing what it called "
        "Israeli violations.",
        {"bodies_return": "stalled", "truce": "alleged_violation"},
    ),
    (
        "Since the start of the truce Hamas has freed the 20 surviving hostages and begun handing back "
        "the remains of 28 who died.",
        {"hostage_release": "completed", "bodies_return": "under_way partial"},
    ),
    (
        "A US-drafted resolution would give the International Stabilisation Force a two-year mandate, "
        "according to diplomats who have seen it.",
        {"stabilisation_force": "pledged"},
    ),
    (
        "Some 200 Hamas fighters are believed to be trapped in tunnels on the Israeli-held side of the "
        "line; Washington wants them to surrender their weapons in exchange for safe passage.",
        {"disarmament": "demanded conditional"},
    ),
    (
        "The United Arab Emirates does not see a clear framework for the force and will probably not take "
        "part, a presidential adviser said.",
        {"stabilisation_force": "refused stalled"},
    ),
    (
        "COGAT said the Zikim crossing had been reopened for the entry of aid trucks.",
        {"aid_entry": "under_way partial completed"},
    ),
    (
        "In northern Gaza thousands of families sleep in flooded tents. Aid groups blame Israeli "
        "restrictions on shelter materials.",
        {"aid_entry": "stalled alleged_violation"},
    ),
    (
        "The text says that conditions may finally be in place for a credible pathway to Palestinian "
        "self-determination once the Palestinian Authority has carried out reforms.",
        {"political_track": "conditional pledged"},
    ),
    ("Hamas said assigning the force the task of disarming the resistance stripped it of its neutrality.", {}),
    (
        "Al-Mezan said that Israeli troops had advanced some 300 metres beyond the line in eastern Gaza "
        "City and moved the yellow markers.",
        {"withdrawal": "alleged_violation stalled"},
    ),
    (
        "The WFP says it brought 40,000 tonnes of food into Gaza in the first six weeks of the ceasefire, "
        "about 30% of what is needed.",
        {"aid_entry": "under_way partial"},
    ),
    (
        "Israel says it will open Rafah crossing in coming days to let Gazans leave; Egypt denies "
        "agreeing to one-way opening",
        {"rafah_opening": "pledged denied refused"},
    ),
    (
        "Qatar's prime minister said the truce was at a critical moment and could not be considered "
        "complete until Israeli forces had withdrawn and there was freedom of movement.",
        {"withdrawal": "demanded"},
    ),
    (
        "A Hamas official said the group was ready to discuss freezing or storing its weapons as part of a long truce.",
        {"disarmament": "pledged conditional"},
    ),
    (
        "Only when the remaining body has been returned will negotiations on the next stage start, the "
        "Israeli side insists.",
        {"phase_two": "conditional refused"},
    ),
    (
        "At least three babies have died of cold, according to the health ministry. Tents promised under "
        "the agreement have not arrived.",
        {"aid_entry": "stalled partial"},
    ),
    (
        "CENTCOM convened representatives of 45 countries in Doha to discuss the make-up of the force.",
        {"stabilisation_force": "under_way"},
    ),
    (
        "Diplomats say deployment, first foreseen for early January, has been delayed.",
        {"stabilisation_force": "stalled"},
    ),
    (
        "Egypt, Qatar, Turkey and the United States called on all sides to uphold their obligations and "
        "show restraint.",
        {"truce": "demanded"},
    ),
    (
        "Israel's defence minister said the country would never fully withdraw from Gaza and would set up "
        "army posts in the north. He later walked back the comment.",
        {"withdrawal": "refused"},
    ),
    (
        "Hamas's new military spokesman said the group would not give up its weapons while the occupation lasted.",
        {"disarmament": "refused conditional"},
    ),
    (
        "Israel is to suspend 37 aid organisations from working in Gaza from January for failing to hand "
        "over lists of staff.",
        {"aid_entry": "stalled pledged refused"},
    ),
    (
        "The Rafah crossing has remained shut despite being due to open in the first phase.",
        {"rafah_opening": "stalled"},
    ),
    (
        "Hamas says it has taken a decision to dissolve its government once the technocratic committee takes over.",
        {"interim_authority": "pledged conditional"},
    ),
    (
        "The White House has invited about 60 leaders to join the Board of Peace, asking $1bn for a permanent seat.",
        {"interim_authority": "under_way pledged"},
    ),
    ("France, Norway and Sweden said they would not be joining the board.", {"interim_authority": "refused"}),
    ("Israeli and Egyptian officials said 50 people would be let through in each direction every day.", {}),
    (
        "Gaza's Rafah crossing reopens for limited number of Palestinians after 20 months",
        {"rafah_opening": "completed partial under_way"},
    ),
    ("On the first day just 12 people entered and five patients left.", {}),
    (
        "All crossings were closed on Saturday when the war with Iran began; Kerem Shalom partly reopened on Tuesday.",
        {"aid_entry": "stalled partial under_way"},
    ),
    (
        "The militant group received a written proposal that would have it hand in its arms in stages "
        "over eight months in return for amnesty and reconstruction.",
        {"disarmament": "pledged demanded conditional"},
    ),
    (
        "Hamas rejects first stage of disarmament plan, demands Israel complete its obligations under phase one",
        {"disarmament": "refused"},
    ),
    (
        "Israeli occupation forces released nine detainees from Gaza through the Kissufim checkpoint; "
        "they were taken to Al-Aqsa Martyrs Hospital.",
        {"prisoner_release": "under_way partial"},
    ),
    (
        "The Government Media Office announced that the occupation had committed 3,120 violations since "
        "the agreement came into force.",
        {"truce": "alleged_violation"},
    ),
    (
        "Between 8 and 14 June, partners offloaded 9,400 pallets of aid at Kerem Shalom and Zikim, of "
        "which 61 per cent was food.",
        {"aid_entry": "under_way partial"},
    ),
    (
        "Restrictions on the entry of generators, spare parts and engine oil continue to hinder water and "
        "health services.",
        {"aid_entry": "stalled"},
    ),
    (
        "Mediators propose 'weapons for withdrawal' timetable; Hamas says it is studying it",
        {"disarmament": "pledged", "withdrawal": "pledged"},
    ),
    (
        "Talks in Cairo ended without agreement on the future of Hamas's arms, an Egyptian source said.",
        {"disarmament": "stalled"},
    ),
    (
        "Hamas has agreed in principle to put rockets and heavy weapons into warehouses guarded by "
        "Egyptians, two Palestinian sources said, but wants to keep small arms.",
        {"disarmament": "pledged partial conditional"},
    ),
    ("Israel rejected the idea of storage and said every gun must be destroyed.", {"disarmament": "refused demanded"}),
    ("Aid to Gaza drops to lowest level since truce, UN says", {"aid_entry": "stalled partial"}),
    (
        "The first 300 Indonesian engineers have landed in Egypt and are to move into Rafah next week.",
        {"stabilisation_force": "under_way pledged partial"},
    ),
    (
        "Israeli tanks withdrew from a neighbourhood in the east of Khan Younis after a two-day raid, residents said.",
        {"withdrawal": "under_way partial"},
    ),
    (
        "Germany is the latest state to say it will recognise Palestine only at the end of a peace process.",
        {"political_track": "conditional refused"},
    ),
    (
        "The committee, still barred from Gaza, named a police chief.",
        {"interim_authority": "stalled under_way partial"},
    ),
    (
        "Egypt, Qatar and Turkey condemned what they called Israel's repeated violations of the ceasefire.",
        {"truce": "alleged_violation"},
    ),
    ("Israeli forces killed a teenager near Ramallah overnight, the Palestinian health ministry said.", {}),
    ("The toll since the truce has reached 440, the ministry says.", {}),
    ("Iran's president said the country would not bow to pressure.", {}),
    ("Hundreds of families were displaced again by the strikes.", {}),
    ("The Knesset passed the death penalty bill in its first reading.", {}),
    ("His brother was taken hostage at the Nova festival.", {}),
    ("Israel demolished Unrwa's headquarters in East Jerusalem.", {}),
    ("Fuel prices rose for the third week.", {}),
    ("The hospital has beds for 80 patients but treats 200.", {}),
    ("Two people were killed by a quadcopter east of the line, medics said.", {}),
    ("Winter has killed 12 children, doctors say.", {}),
    ("In Sudan, the RSF said it had accepted a humanitarian truce.", {"truce": "pledged"}),
    ("The US and Israel struck Iran on Saturday.", {}),
    ("The two men met at Mar-a-Lago in December.", {}),
    ("A UN school sheltering 900 people was hit.", {}),
    ("The ministry of education began the school year in tents.", {}),
    ("Three soldiers were hurt when their jeep overturned.", {}),
    ("Israel marks memorial day for its fallen.", {}),
    ("The report lists 232 journalists killed since the war began.", {}),
    ("Gaza's fishermen are shot at daily, their union says.", {}),
    ("An aid worker with MSF was killed in Deir al-Balah.", {}),
    ("Colonists uprooted 200 olive trees near Nablus, Wafa reported.", {}),
    ("The prisoner's club says 9,300 Palestinians are in Israeli jails.", {}),
    ("The flotilla left Barcelona with 40 boats carrying aid for Gaza.", {}),
    ("The exchange rate of the shekel fell.", {}),
    (
        "Under the terms agreed in Sharm el-Sheikh, Hamas has until noon on Monday to release the 48 "
        "captives it still holds, about 20 of whom are thought to be alive.",
        {"hostage_release": "pledged partial"},
    ),
    (
        '"Today the skies are calm, the guns are silent," the president told the Israeli parliament after '
        "the last living hostages had crossed into Israel.",
        {"hostage_release": "completed", "truce": "under_way"},
    ),
    (
        "Hamas's military wing said it had handed over all the bodies that it could reach and that "
        "special equipment was needed for the others.",
        {"bodies_return": "partial"},
    ),
    (
        "Two more bodies were taken by the Red Cross to Israeli forces on Thursday.",
        {"bodies_return": "under_way partial"},
    ),
    (
        "Foreign ministers of seven Muslim countries met in Istanbul and said that Gaza should be run by "
        "Palestinians and that any force needed a mandate from the Security Council.",
        {"interim_authority": "demanded", "stabilisation_force": "demanded conditional"},
    ),
    ("Israeli settlers torched a warehouse in Beit Lid.", {}),
    ("The Gaza Humanitarian Foundation announced that it was ending its operations in the territory.", {}),
    (
        "Egyptian and Jordanian instructors have trained several hundred Palestinian police recruits for "
        "deployment in Gaza, a spokesman said, and thousands more are to follow.",
        {"stabilisation_force": "under_way pledged partial"},
    ),
    (
        "Eight Arab and Muslim states rejected any attempt to expel Palestinians from their land and said "
        "the Rafah crossing must be open in both directions.",
        {"rafah_opening": "demanded"},
    ),
    ("Israel became the first country to recognise Somaliland.", {}),
    (
        "Hamas called on the mediators and the guarantor states to speed up the formation of the "
        "committee and said that it would ease the handover of all departments.",
        {"interim_authority": "demanded pledged"},
    ),
    (
        "The US expects Hamas to comply fully, including the immediate return of the final deceased "
        "hostage, and failure to do so will bring serious consequences, the envoy wrote.",
        {"bodies_return": "demanded"},
    ),
    (
        "Reopening of Gaza's Rafah crossing begins with a pilot day; no travellers allowed until Monday, Israel says",
        {"rafah_opening": "under_way partial pledged"},
    ),
    (
        "Crossings for goods operated on six days, and 4,310 lorries went in, a figure which COGAT says "
        "meets the quota and which the chamber of commerce in Gaza puts at 1,790.",
        {"aid_entry": "under_way completed partial"},
    ),
    (
        "Hamas leaders are split over whether to give up arms, according to three people familiar with the debate.",
        {"disarmament": "stalled"},
    ),
    (
        "Italy would be willing to train police officers but not to send troops, its foreign minister said.",
        {"stabilisation_force": "refused conditional pledged"},
    ),
    (
        "Aid was suspended for four days after the strikes on Iran; shipments resumed on Wednesday "
        "through Kerem Shalom only.",
        {"aid_entry": "stalled under_way partial"},
    ),
    (
        "No start date has been given for the deployment of the first Indonesian units, the general said.",
        {"stabilisation_force": "stalled"},
    ),
    (
        "Israel's ambassador told the Council that his country had honoured every clause of the deal.",
        {"truce": "denied completed under_way"},
    ),
    ('The head of Unicef said: "Open the crossings. Let the supplies through."', {"aid_entry": "demanded"}),
    ("A Palestinian official in the technical committee complained that not one shekel had reached it.", {}),
    (
        "The foreign ministry in Doha strongly condemned the bombing of a tent camp as a violation of the "
        "ceasefire agreement.",
        {"truce": "alleged_violation"},
    ),
    (
        "The military says it dismantled 12 kilometres of tunnels on its side of the line in May.",
        {"disarmament": "under_way partial"},
    ),
    ("The two sides have accused each other of almost daily breaches.", {"truce": "alleged_violation"}),
    (
        "Egypt expects the reconstruction conference to be held in September if the arms question has "
        "been settled by then.",
        {"reconstruction": "pledged conditional"},
    ),
    ("He accused Israel of using the food as a weapon.", {}),
    (
        "The Israeli foreign minister said a Palestinian state would never be established.",
        {"political_track": "refused"},
    ),
    (
        "The new Gaza administration started paying civil servants on Sunday, its first act since "
        "crossing into the territory last week.",
        {"interim_authority": "under_way completed partial"},
    ),
    ("WHO evacuated 27 patients through Kerem Shalom on Wednesday.", {}),
    ("Fuel stocks are enough for three days, the water utility said.", {}),
    (
        "One year after the truce in Lebanon, Israeli soldiers still occupy five hilltops.",
        {"withdrawal": "partial stalled"},
    ),
    (
        "Lebanon's army announced that the first stage of its plan to disarm Hezbollah south of the "
        "Litani was complete.",
        {"disarmament": "partial completed"},
    ),
    ("The Syrian government and the SDF agreed to a four-day ceasefire.", {"truce": "pledged completed"}),
    ("Russia and Ukraine agreed in Abu Dhabi to exchange 157 prisoners each.", {"prisoner_exchange": "pledged"}),
    ("The minister resigned over a housing scandal.", {}),
    ("The stock exchange in Tel Aviv closed higher.", {}),
    ("Rescuers dug through rubble for survivors after the quake in Afghanistan.", {}),
    ("The funeral of the cantor will take place on Friday.", {}),
    ("Five years of drought have displaced a million Somalis.", {}),
    ("The foreign minister's plane was diverted to Larnaca.", {}),
    ("More than 71,800 people have been killed in Gaza since the war began, its health ministry says.", {}),
    ("The boy lost a leg when an unexploded shell went off near his tent.", {}),
    ("Israel's Supreme Court heard a petition on conscription.", {}),
    ("UN staff in Sanaa remain in detention.", {}),
    ('"We want to live," said Umm Muhammad, who shares a classroom with four families.', {}),
    ("The Israeli army called up 60,000 reservists for the northern front.", {}),
    ("A rocket fired from Lebanon fell in an open area.", {}),
    ("The report calls the destruction of Gaza's universities deliberate.", {}),
    ("Eurovision will take place without five countries.", {}),
    ("Police in Athens arrested twelve people at a march.", {}),
    ("The hospital in Deir al-Balah received four dead and eleven injured.", {}),
    (
        "Israel's cabinet approved the deal overnight, clearing the way for the fighting to stop within 24 hours.",
        {"truce": "pledged under_way completed"},
    ),
    (
        "The army has moved back to the line shown on the map that the White House published last week.",
        {"withdrawal": "completed under_way partial"},
    ),
    ("Tens of thousands of Gazans began the journey back to the north on foot.", {"return_of_displaced": "under_way"}),
    (
        "A US team of about 200 will be based in Israel to watch over the ceasefire, officials said, but "
        "no American soldier will set foot in Gaza.",
        {"monitoring": "pledged"},
    ),
    (
        "Thirteen more captives were handed to the Red Cross in Khan Younis, completing the release of "
        "all living hostages.",
        {"hostage_release": "completed"},
    ),
    (
        "The WFP said that 560 tonnes of food had entered per day on average, still below what was needed.",
        {"aid_entry": "partial under_way stalled"},
    ),
    (
        "No Turkish soldiers will be part of the international force, Israel's foreign minister said.",
        {"stabilisation_force": "refused"},
    ),
    (
        "Israel said that three bodies received overnight were not those of any hostages.",
        {"bodies_return": "stalled alleged_violation partial under_way"},
    ),
    (
        "Unicef: Israel is blocking a million syringes and powdered milk from getting into Gaza",
        {"aid_entry": "stalled"},
    ),
    ("Hezbollah rejects negotiations with Israel and says it has a right to resist occupation", {}),
    (
        "Israel has let in half of the 600 trucks a day that it committed itself to, according to Gaza officials.",
        {"aid_entry": "partial"},
    ),
    ("Thirteen of the fifteen members voted for the text; Russia and China abstained.", {}),
    (
        "The remains that Hamas transferred on Tuesday do not match either of the last two captives.",
        {"bodies_return": "stalled partial alleged_violation under_way"},
    ),
    ("Storm Byron flooded 27,000 tents.", {}),
    (
        "A Western official said that up to five countries had given firm pledges of troops.",
        {"stabilisation_force": "pledged"},
    ),
    (
        "An IED wounded an officer in Rafah; Israel accused Hamas of a violation and vowed to respond. "
        "Hamas said that the device was left over from the war and that it had no responsibility for it.",
        {"truce": "alleged_violation denied"},
    ),
    ("If they don't disarm there will be hell to pay, the US president warned.", {"disarmament": "demanded"}),
    ("Food parcels reach 1.6 million people, up from 700,000 in October, OCHA reported.", {"aid_entry": "under_way"}),
    (
        "Israeli authorities continue to reject requests to bring in spare parts, tents and tools as dual-use goods.",
        {"aid_entry": "refused stalled"},
    ),
    (
        "Israel is planning a new offensive in March to push the yellow line towards the coast, according to a report.",
        {},
    ),
    ("The World Bank, the UN and the EU put the bill at $70bn.", {}),
    ("Putin has been invited on to the Board of Peace, the Kremlin said.", {"interim_authority": "under_way pledged"}),
    (
        'The military reported a "violation of the ceasefire" after gunmen opened fire near Rafah.',
        {"truce": "alleged_violation"},
    ),
    ("The UAE promised $1.2bn and Qatar a billion for Gaza through the board.", {"reconstruction": "pledged"}),
    ("Hamas has used the lull to rebuild its ranks and to tax goods, Israeli officers say.", {}),
    (
        "Israel shut every crossing as its war on Iran began, and said that stocks in Gaza would last.",
        {"aid_entry": "stalled"},
    ),
    ("MSF teams must leave Gaza after Israel declined to renew their registration.", {}),
    (
        "Mediators gave Hamas a document of eight points on Thursday which ties rebuilding to the handover of arms.",
        {"reconstruction": "conditional", "disarmament": "demanded pledged"},
    ),
    ("We will study the paper with the factions, said Taher al-Nunu of Hamas.", {}),
    (
        "Rafah reopened after 40 days, with 25 patients crossing on the first day.",
        {"rafah_opening": "under_way completed partial"},
    ),
    ("Talks on the second phase have broken down, Egyptian officials conceded.", {"phase_two": "stalled"}),
    ("Israel's military now says that 64 per cent of Gaza lies on its side of the line.", {"withdrawal": "partial"}),
    (
        "Israeli ministers decided to cut the number of trucks by a third as a punishment.",
        {"aid_entry": "stalled refused pledged"},
    ),
    ("The Red Crescent received 15 bodies from Israel on Wednesday.", {"bodies_return": "under_way partial"}),
    ("No more aid may enter through Zikim, COGAT told the agencies.", {"aid_entry": "refused stalled"}),
    (
        "The army released 21 prisoners on Tuesday, who were met by the Red Cross at Kissufim.",
        {"prisoner_release": "under_way partial"},
    ),
    (
        "More than 800 days after they were driven out, families from Beit Hanoun are still not allowed back.",
        {"return_of_displaced": "stalled"},
    ),
    ("Hamas dismissed the offer as a trick.", {}),
    (
        "The petroleum authority received seven trucks of cooking gas at Kerem Shalom.",
        {"aid_entry": "under_way partial"},
    ),
    ("Four hundred people have now been killed since October, the civil defence says.", {}),
    ("Israel approved 19 settlements in the West Bank.", {}),
    ("Hanukkah was celebrated at the White House.", {}),
    ("A fire in a bar in Switzerland killed 40 people.", {}),
    ("US forces seized Venezuela's president.", {}),
    ("In Gaza's Zeitoun district, a wall fell on a tent and killed a baby.", {}),
    ("Minneapolis protesters clashed with federal agents.", {}),
    ("Elections in Bangladesh were won by the BNP.", {}),
    ("The strike hit a car on Salah al-Din road.", {}),
    ("Three members of one family were shot east of Jabalia, doctors said.", {}),
    ("Gulf airports closed after missiles were fired.", {}),
    ("The shekel rose against the dollar.", {}),
    ("Jerusalem's Old City was quiet for Easter.", {}),
    ("Settlers entered the Al-Aqsa compound under police guard.", {}),
    ("The teachers' union called a strike in Ramallah.", {}),
    ("Schools in Haifa reopened.", {}),
    ("She holds the key of the house her family left in 1948.", {}),
    ("Egypt's pound fell to a new low.", {}),
    ("The flood killed 30 in Nepal.", {}),
    ("Dozens were injured when a crowd rushed a food point.", {}),
    (
        "Israeli soldiers are back behind the line drawn in the agreement, the US military confirmed.",
        {"withdrawal": "completed"},
    ),
    ("Aid agencies say 170,000 tonnes of supplies are waiting outside Gaza.", {"aid_entry": "stalled"}),
    (
        "Israel began freeing prisoners from Ofer jail after the last hostages were out.",
        {"prisoner_release": "under_way"},
    ),
    ("Hamas said it had handed over all the remains it was able to recover.", {"bodies_return": "partial"}),
    ("Israel says the Rafah crossing will not open on Monday as planned.", {"rafah_opening": "refused stalled"}),
    ("Two more coffins were handed to the Red Cross on Tuesday night.", {"bodies_return": "under_way partial"}),
    ("Hamas and Fatah agreed that a committee of technocrats would run Gaza.", {"interim_authority": "pledged"}),
    ("The White House says the ceasefire remains in effect in spite of the strikes.", {"truce": "under_way"}),
    ("Egypt wants the force to have a UN mandate.", {"stabilisation_force": "demanded conditional"}),
    ("Hamas has returned the bodies of 22 hostages; six are still in Gaza.", {"bodies_return": "partial"}),
    (
        "Israeli officials told Washington they would not accept a Palestinian state in return for Saudi recognition.",
        {"political_track": "refused"},
    ),
    ("The UN Human Rights Office called on Israel to comply with the ceasefire.", {"truce": "demanded"}),
    ("The force is expected on the ground early next year, diplomats say.", {"stabilisation_force": "pledged"}),
    ("A senior Hamas leader has rejected demands that the group disarm.", {"disarmament": "refused"}),
    ("There is still no date for the next phase.", {"phase_two": "stalled"}),
    ("Gaza's government media office said only 42% of the agreed aid had come in.", {"aid_entry": "partial"}),
    (
        "Hamas welcomed the formation of the committee and promised to help it.",
        {"interim_authority": "pledged under_way"},
    ),
    ("All of the hostages have now been returned, the army said.", {"hostage_release": "completed"}),
    ("Israel said that Rafah would reopen on Sunday for a limited number of people.", {"rafah_opening": "pledged"}),
    (
        "Just 36 people crossed at Rafah in the first three days, well below the agreed figure.",
        {"rafah_opening": "partial"},
    ),
    (
        "Indonesia is ready to deploy its soldiers once Israel pulls back further.",
        {"stabilisation_force": "conditional pledged"},
    ),
    ("Nine countries promised money for Gaza's reconstruction.", {"reconstruction": "pledged"}),
    ("Aid deliveries came to a halt when the war with Iran broke out.", {"aid_entry": "stalled"}),
    ("Under the American proposal Hamas would give up its rockets within 90 days.", {"disarmament": "pledged"}),
    (
        "Hamas wants guarantees of an Israeli pullout before it lays down its arms.",
        {"disarmament": "conditional", "withdrawal": "demanded"},
    ),
    ("Israel tightened restrictions on aid after the attack.", {"aid_entry": "stalled"}),
    ("The army has razed hundreds of houses on its side of the line.", {}),
    ("Israel's finance minister called for Gaza to be reoccupied.", {}),
    ("Hamas says it will hand power to the committee at once.", {"interim_authority": "pledged"}),
    ("Negotiations on disarmament have made little progress, mediators say.", {"disarmament": "stalled"}),
    ("Kosovo's parliament approved sending 22 soldiers to Gaza.", {"stabilisation_force": "pledged"}),
    ("The Authority is to take over the crossing under EU supervision.", {}),
    (
        "Israel released the bodies of 15 Palestinians in exchange for the last hostage.",
        {"bodies_return": "under_way completed partial"},
    ),
    ("Hamas blamed Israel for the delay of the second phase.", {"phase_two": "stalled alleged_violation"}),
    ("Construction of the first 500 homes has begun near Rafah, the board said.", {"reconstruction": "under_way"}),
    ("France demanded that Israel lift all restrictions on the entry of aid.", {"aid_entry": "demanded"}),
    (
        "The ceasefire monitors reported nine violations by Israel and two by Hamas last week.",
        {"truce": "alleged_violation"},
    ),
    ("The army shot a man who came near its troops.", {}),
    ("Storm warnings were issued for the coast.", {}),
    ("Israel struck a Hezbollah depot in Lebanon.", {}),
    ("The finance ministry cut the deficit target.", {}),
    ("Prices in Gaza have doubled since the crossings closed.", {}),
    ("The poet read from her new book in Ramallah.", {}),
    ("A UN panel will meet in Geneva on Monday.", {}),
    ("Israel's economy grew by 3 per cent.", {}),
    ("Ships were delayed in the Red Sea.", {}),
    (
        "Israel's military said its troops had begun withdrawing to agreed positions inside Gaza.",
        {"withdrawal": "under_way"},
    ),
    (
        "Hundreds of aid trucks entered Gaza on Saturday through Kerem Shalom, according to the UN.",
        {"aid_entry": "under_way partial"},
    ),
    ("Egypt will host a summit on Monday to sign the agreement.", {}),
    (
        "Hamas released all 20 living hostages on Monday, and Israel freed nearly 2,000 prisoners and detainees.",
        {"hostage_release": "completed", "prisoner_release": "completed under_way"},
    ),
    (
        "The body of a hostage was transferred to Israel late on Friday, the army said.",
        {"bodies_return": "under_way partial"},
    ),
    (
        "Hamas said it remained committed to the ceasefire and accused Israel of violating it.",
        {"truce": "pledged alleged_violation"},
    ),
    ("The US secretary of state said Israel and Hamas were both meeting their commitments.", {"truce": "under_way"}),
    ("King Abdullah said countries would refuse to enforce peace in Gaza.", {}),
    ("Israel reopened the Zikim crossing for aid, COGAT announced.", {"aid_entry": "under_way completed partial"}),
    (
        "The remaining five bodies should be returned immediately, the Hostages Families Forum said.",
        {"bodies_return": "demanded"},
    ),
    (
        "The UN says Israel rejected 107 requests to bring in relief supplies in a month.",
        {"aid_entry": "stalled refused"},
    ),
    ("Islamic Jihad handed over a coffin to the Red Cross in Nuseirat.", {"bodies_return": "under_way partial"}),
    ("Israel has not allowed the committee's members into Gaza.", {"interim_authority": "stalled"}),
    ("Qatar said talks on the second phase were at a critical stage.", {"phase_two": "under_way stalled"}),
    ("Turkey said it was ready to join the force if it was asked.", {"stabilisation_force": "pledged conditional"}),
    ("The mediators are working to move the truce into its second phase.", {"phase_two": "under_way"}),
    (
        "Hamas accused Israel of blocking the opening of the Rafah crossing.",
        {"rafah_opening": "alleged_violation stalled"},
    ),
    (
        "Israel will bar Doctors Without Borders and dozens of other aid groups from Gaza.",
        {"aid_entry": "stalled refused pledged"},
    ),
    ("The last hostage's body has still not been found.", {"bodies_return": "stalled partial"}),
    (
        "Egypt's foreign minister said the names of the 15 members of the committee had been agreed.",
        {"interim_authority": "under_way pledged partial completed"},
    ),
    (
        "Hamas said it would not hand its weapons to anybody but a Palestinian government.",
        {"disarmament": "refused conditional"},
    ),
    ("Israel said it would not allow Turkish or Qatari soldiers in Gaza.", {"stabilisation_force": "refused"}),
    (
        "Rafah reopened on Monday with strict limits on the number of travellers.",
        {"rafah_opening": "partial under_way completed"},
    ),
    ("Israel's security cabinet discussed expanding its control over Gaza.", {}),
    ("Israel closed all crossings into Gaza until further notice.", {"aid_entry": "stalled"}),
    ("The crossings have partly reopened, OCHA said, but fuel is scarce.", {"aid_entry": "partial under_way"}),
    (
        "Hamas is considering a US proposal to give up its weapons in stages.",
        {"disarmament": "pledged under_way conditional"},
    ),
    ("No reconstruction has taken place in Gaza.", {"reconstruction": "stalled"}),
    ("Local elections were held in Deir al-Balah for the first time in twenty years.", {}),
    ("Israel agreed to let 200 trucks of building material in each week.", {"aid_entry": "pledged"}),
    ("Indonesia has postponed sending its troops.", {"stabilisation_force": "stalled"}),
    ("The mediators urged Israel to stop its strikes.", {"truce": "demanded"}),
    ("Hamas named a new leader after a secret vote.", {}),
    (
        "Israel denied that it had broken the ceasefire and said it had targeted militants who crossed the line.",
        {"truce": "denied"},
    ),
    ("UN chief calls for immediate opening of all crossings", {"aid_entry": "demanded"}),
    (
        "Israel to keep troops in Gaza buffer zone even after withdrawal, minister says",
        {"withdrawal": "refused partial"},
    ),
    (
        "Israel allowed ten trucks of cement into Gaza for the first time in two years.",
        {"aid_entry": "under_way partial"},
    ),
    (
        "The bodies of 12 Palestinians held by Israel were returned to Gaza, the health ministry said.",
        {"bodies_return": "under_way partial"},
    ),
    (
        "Egypt said preparations for the reconstruction conference were complete.",
        {"reconstruction": "under_way pledged"},
    ),
    ("The Palestinian committee running Gaza said it had not been paid.", {}),
    ("Israel and Hamas resumed indirect talks in Cairo on Tuesday.", {}),
    ("Israeli strikes killed five people in Gaza on Monday, medics said.", {}),
    ("The number of hungry people fell slightly, a UN report said.", {}),
    ("The Israeli military said it killed two militants in the West Bank.", {}),
    ("Yemen's government said it had retaken a port.", {}),
    ("The death toll in Gaza rose to 72,063.", {}),
    ("Israel said it intercepted missiles from Iran.", {}),
    ("Pope calls for peace in Sudan and Congo.", {}),
    ("Thousands marched in London.", {}),
    ("Israeli opposition parties agreed to merge before the election.", {}),
    ("UNRWA cut salaries by a fifth.", {}),
    ("Two Israeli soldiers were wounded in Khan Younis.", {}),
    (
        "Gaza ceasefire takes effect as Israeli troops pull back",
        {"truce": "completed under_way", "withdrawal": "under_way completed partial"},
    ),
    ("Israel resumed aid deliveries to Gaza on Monday after a one-day halt.", {"aid_entry": "under_way"}),
    ("Israel says it is committed to the ceasefire but will respond to any violation.", {"truce": "pledged"}),
    ("Hamas handed over the bodies of three soldiers.", {"bodies_return": "under_way partial"}),
    ("Turkey has pledged 2,000 soldiers for the international force.", {"stabilisation_force": "pledged"}),
    ("The EU is willing to train 3,000 Palestinian police officers for Gaza.", {}),
    ("Israel has violated the truce nearly 500 times, Gaza's media office said.", {"truce": "alleged_violation"}),
    ("One body remains in Gaza.", {"bodies_return": "partial"}),
    ("Israel is allowing in fewer trucks than the deal requires, the UN said.", {"aid_entry": "partial"}),
    (
        "The US, Egypt, Qatar and Turkey said they would hold talks in January on carrying out the second phase.",
        {"phase_two": "pledged"},
    ),
    ("Israel continues to block the entry of mobile homes.", {"aid_entry": "stalled"}),
    (
        "A committee of Palestinian technocrats has been formed to govern Gaza, mediators said.",
        {"interim_authority": "under_way completed partial"},
    ),
    ("The remains of the last hostage were identified on Monday.", {"bodies_return": "completed"}),
    ("Sixteen patients left Gaza through Rafah on Tuesday.", {"rafah_opening": "under_way partial"}),
    ("Recruitment for a new Gaza police force has begun, the board said.", {"stabilisation_force": "under_way"}),
    ("The crossings into Gaza have been shut since Saturday.", {"aid_entry": "stalled"}),
    (
        "Disarmament must come before reconstruction, the US envoy said.",
        {"disarmament": "demanded", "reconstruction": "conditional pledged"},
    ),
    ("The first foreign soldiers have arrived in Gaza.", {"stabilisation_force": "under_way partial"}),
    (
        "Egypt accused Israel of obstructing the work of the committee.",
        {"interim_authority": "alleged_violation stalled"},
    ),
    ("No aid has entered northern Gaza for a week.", {"aid_entry": "stalled"}),
    ("Israel plans to stay in Gaza for years, leaked documents show.", {"withdrawal": "refused"}),
    (
        "Hamas has agreed to a timetable for handing in its weapons, Egyptian officials said.",
        {"disarmament": "pledged"},
    ),
    (
        "The reconstruction of Gaza cannot start while Hamas is armed, the UAE said.",
        {"reconstruction": "conditional refused"},
    ),
    ("Talks on the deployment of the force have stalled.", {"stabilisation_force": "stalled"}),
    ("Mediators are pressing Israel to withdraw from the Morag corridor.", {"withdrawal": "demanded"}),
    ("Israeli troops withdrew from the Netzarim corridor on Thursday.", {"withdrawal": "under_way partial"}),
    ("The ceasefire was extended for six months.", {"truce": "pledged under_way completed"}),
    ("Israel dismissed the accusation that it had broken the truce.", {"truce": "denied"}),
    ("Egypt will not reopen Rafah unless Israel leaves its side.", {"rafah_opening": "conditional refused"}),
    ("The military killed a Hezbollah commander in Beirut.", {}),
    ("Bethlehem marked Christmas for the first time in two years.", {}),
    ("Israel's air force struck targets across Gaza, killing 32 people.", {}),
    ("Talks between the US and Iran were held in Geneva.", {}),
    ("Doctors warned of an outbreak of hepatitis in the camps.", {}),
    ("The Israeli parliament voted to dissolve itself.", {}),
    ("A court in The Hague heard arguments in the genocide case.", {}),
]

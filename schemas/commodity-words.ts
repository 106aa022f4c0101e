import type { commodities } from './commodities.ts';
import type { Bilingual } from './primitives.ts';

/**
 * What people call what they sell and buy, where the title of its code does not: the trade and who follows it, the thing and
 * the tool, the abbreviation, as they are said in Québec and in Ontario. Plurals and genders of a word need no place here.
 */
export const commodityWords: Readonly<Partial<Record<keyof typeof commodities, Bilingual>>> = {
  '14111507': {
    fr: 'papier, papier à imprimante, papier à photocopie, feuilles, rames de papier, papier bureau',
    en: 'paper, printer paper, copy paper, copier paper, reams, office paper',
  },
  '14111703': {
    fr: 'essuie-tout, papier essuie-mains, serviettes en papier, papier brun',
    en: 'paper towels, hand towels, wipes, kitchen roll',
  },
  '14111704': {
    fr: 'papier de toilette, papier hygiénique',
    en: 'toilet paper, bathroom tissue, washroom tissue',
  },
  '15101505': {
    fr: 'diesel, carburant, essence, mazout, gazole',
    en: 'diesel, fuel, gas, gasoline, heating oil',
  },
  '25172504': {
    fr: 'pneus, pneu, pneus d’hiver, marchand de pneus',
    en: 'tires, tire, tyres, winter tires, snow tires',
  },
  '26111601': {
    fr: 'génératrice, génératrices, groupe électrogène, générateur',
    en: 'generator, generators, genset, backup power',
  },
  '42131606': {
    fr: 'masques, masques chirurgicaux, masques de procédure, masque médical, couvre-visage',
    en: 'masks, face masks, surgical masks, procedure masks, medical masks',
  },
  '42132203': {
    fr: 'gants d’examen, gants de nitrile, gants médicaux, gants de latex',
    en: 'exam gloves, nitrile gloves, medical gloves, latex gloves, disposable gloves',
  },
  '42172001': {
    fr: 'premiers soins, premiers secours, trousses de secours, trousse de premiers soins',
    en: 'first aid, first aid kits, first-aid supplies, emergency kits',
  },
  '42192210': {
    fr: 'fauteuil roulant, fauteuils roulants, aides à la mobilité, mobilité réduite',
    en: 'wheelchair, wheelchairs, mobility aids, mobility equipment',
  },
  '43211501': {
    fr: 'serveurs, serveur, matériel de centre de données',
    en: 'servers, server hardware, rack servers',
  },
  '43211503': {
    fr: 'portables, ordinateurs portatifs, portable, ordinateur portable, matériel informatique',
    en: 'laptops, laptop, notebooks, portable computers, computers, computer hardware',
  },
  '43211507': {
    fr: 'ordinateurs, postes de travail, ordinateurs de table, PC, matériel informatique',
    en: 'desktops, desktop computers, workstations, PCs, computers, computer hardware',
  },
  '43211509': {
    fr: 'tablettes, tablette, ardoises numériques, iPad',
    en: 'tablets, tablet, iPads',
  },
  '43211706': {
    fr: 'clavier, claviers d’ordinateur, périphériques',
    en: 'keyboard, keyboards, peripherals',
  },
  '43211708': {
    fr: 'souris, souris d’ordinateur, périphériques',
    en: 'mouse, mice, trackballs, peripherals',
  },
  '43211902': {
    fr: 'écrans, moniteurs, écran d’ordinateur, moniteur',
    en: 'monitors, screens, displays, computer monitors',
  },
  '43212105': {
    fr: 'imprimantes, imprimante, imprimante laser',
    en: 'printers, printer, laser printer',
  },
  '43231505': {
    fr: 'logiciels RH, logiciel de paie, SIRH, logiciels',
    en: 'HR software, HRIS, payroll software, software',
  },
  '44103103': {
    fr: 'toner, encre, cartouches d’encre, cartouches, encre pour imprimante',
    en: 'toner, ink, cartridges, toner cartridges, printer ink',
  },
  '44121506': {
    fr: 'enveloppes, enveloppe, fournitures de bureau, papeterie',
    en: 'envelopes, envelope, office supplies, stationery',
  },
  '44121706': {
    fr: 'crayons, crayon, mines, fournitures de bureau, fournitures scolaires, articles de bureau',
    en: 'pencils, pencil, office supplies, school supplies, stationery',
  },
  '46181504': {
    fr: 'gants de travail, ÉPI, équipement de protection individuelle, équipement de protection, gants de sécurité',
    en: 'work gloves, PPE, personal protective equipment, protective equipment, safety gloves, safety equipment',
  },
  '46181507': {
    fr: 'vestes de sécurité, dossards, haute visibilité, veste réfléchissante',
    en: 'safety vests, hi-vis, high visibility vests, reflective vests, traffic vests',
  },
  '46181604': {
    fr: 'bottes de travail, bottes de sécurité, bottes à cap d’acier',
    en: 'work boots, safety boots, steel toe boots',
  },
  '46181605': {
    fr: 'souliers de sécurité, chaussures de travail, souliers de travail',
    en: 'work shoes, safety footwear, steel toe shoes',
  },
  '46181701': {
    fr: 'casques, casque de chantier, casques de construction, casque',
    en: 'hard hats, helmets, safety helmets, construction helmets',
  },
  '47121701': {
    fr: 'sacs poubelle, sacs à poubelle, sacs à déchets',
    en: 'garbage bags, bin liners, bin bags, rubbish bags',
  },
  '47131604': {
    fr: 'balai, balais, vadrouilles, articles ménagers, produits d’entretien',
    en: 'broom, brooms, mops, janitorial supplies, cleaning supplies',
  },
  '47131803': {
    fr: 'désinfectant, désinfectants, produits nettoyants, produits de nettoyage, eau de Javel',
    en: 'disinfectant, disinfectants, cleaning products, bleach, cleaning chemicals',
  },
  '50181901': {
    fr: 'pain, boulangerie, boulanger, viennoiseries, pâtisserie, pâtissier',
    en: 'bread, bakery, baker, baked goods, pastry, buns',
  },
  '50192701': {
    fr: 'repas, plats préparés, repas préparés, boîtes à lunch, prêt-à-manger, aliments',
    en: 'meals, prepared meals, ready meals, boxed lunches, lunch boxes, food',
  },
  '50201706': {
    fr: 'café, torréfacteur, grains de café, torréfaction',
    en: 'coffee, roaster, coffee beans, coffee roasting',
  },
  '50202301': {
    fr: 'eau, eau embouteillée, bouteilles d’eau, eau de source',
    en: 'water, bottled water, drinking water, spring water',
  },
  '53102706': {
    fr: 'uniformes d’agents, uniformes de gardiens',
    en: 'guard uniforms, security uniforms',
  },
  '53102710': {
    fr: 'uniformes, vêtements de travail, vêtements corporatifs, uniforme, vêtements',
    en: 'uniforms, workwear, corporate apparel, uniform, clothing, apparel',
  },
  '53131626': {
    fr: 'désinfectant pour les mains, gel antiseptique, Purell, gel hydroalcoolique, solution hydroalcoolique',
    en: 'hand sanitizer, hand sanitiser, alcohol gel, Purell',
  },
  '55121715': {
    fr: 'drapeaux, drapeau, fanions',
    en: 'flags, flag, pennants, banners',
  },
  '56101504': {
    fr: 'chaises, chaise, fauteuils, chaises empilables',
    en: 'chairs, chair, stacking chairs, seating',
  },
  '56101519': {
    fr: 'tables, table, tables de réunion, table de conférence',
    en: 'tables, table, meeting tables, conference tables',
  },
  '56101520': {
    fr: 'casiers, vestiaires, casier',
    en: 'lockers, locker, changing room lockers',
  },
  '56101532': {
    fr: 'mobilier, meubles, mobilier de bureau, ameublement, ébéniste, ébénisterie, meubles sur mesure',
    en: 'furniture, office furniture, furnishings, cabinetmaker, custom furniture',
  },
  '56101703': {
    fr: 'bureaux, pupitres, postes de travail, bureau ajustable',
    en: 'desks, desk, standing desks, workstations',
  },
  '56112102': {
    fr: 'chaises de bureau, fauteuils de bureau, chaise ergonomique, sièges ergonomiques',
    en: 'office chairs, task chairs, ergonomic chairs, desk chairs',
  },
  '70111503': {
    fr: 'élagage, élagueur, émondage, émondeur, abattage d’arbres, arboriculteur, arboriculture, arbres',
    en: 'tree trimming, arborist, tree removal, tree cutting, pruning, tree care, tree service',
  },
  '70111703': {
    fr: 'jardinage, jardinier, jardinière, horticulture, horticulteur, plates-bandes, fleurs',
    en: 'gardening, gardener, horticulture, flower beds, planting',
  },
  '70111706': {
    fr: 'gazon, tonte, tonte de gazon, tonte de pelouse, pelouse, entretien de gazon',
    en: 'lawn care, lawn mowing, grass cutting, lawn, mowing, turf',
  },
  '72101501': {
    fr: 'homme à tout faire, petits travaux, menus travaux, bricolage, réparations mineures',
    en: 'handyman, odd jobs, small repairs, minor repairs, handyperson',
  },
  '72101505': {
    fr: 'serrurier, serrurière, serrures, clés, cadenas',
    en: 'locksmith, locks, keys, lock repair, rekeying',
  },
  '72101506': {
    fr: 'ascenseurs, ascenseur, élévateurs, monte-charge, escaliers mécaniques',
    en: 'elevators, elevator, lifts, escalators, elevator repair',
  },
  '72101507': {
    fr: 'entretien d’immeubles, entretien de bâtiment, maintenance, concierge, conciergerie, entretien général',
    en: 'building maintenance, facility maintenance, maintenance, caretaker, facilities management, superintendent',
  },
  '72101509': {
    fr: 'protection incendie, sécurité incendie, systèmes d’incendie',
    en: 'fire protection, fire safety, fire systems',
  },
  '72101510': {
    fr: 'plombier, plombière, plomberie, tuyauterie, tuyaux, débouchage, fuites d’eau, chauffe-eau',
    en: 'plumber, plumbing, pipes, pipefitter, drains, leaks, water heater, plumbing contractor',
  },
  '72101511': {
    fr: 'climatisation, climatiseur, air climatisé, frigoriste, réfrigération',
    en: 'air conditioning, air conditioner, AC, cooling, refrigeration',
  },
  '72101516': {
    fr: 'extincteurs, extincteur, inspection d’extincteurs',
    en: 'fire extinguishers, extinguisher inspection, extinguisher service',
  },
  '72102103': {
    fr: 'exterminateur, exterminatrice, extermination, gestion parasitaire, punaises de lit, rats, souris et rats, insectes, vermine, fumigation',
    en: 'exterminator, pest control, extermination, bed bugs, rats, insects, vermin, pests, fumigation',
  },
  '72102902': {
    fr: 'paysagiste, paysagement, aménagement paysager, paysager, terrassements paysagers',
    en: 'landscaper, landscaping, landscape, landscape contractor, grounds',
  },
  '72102903': {
    fr: 'déneigement, déneigement de toiture, déneigeur, déneigeuse, neige, déblaiement de la neige, épandage d’abrasifs, déglaçage, enlèvement de la neige',
    en: 'snow removal, snow plowing, snow shoveling, snow shovelling, roof snow removal, snowplow, snow clearing, snow, salting, de-icing, ice control',
  },
  '72103304': {
    fr: 'balayage, balayage de rues, nettoyage de stationnement, balai mécanique',
    en: 'sweeping, street sweeping, parking lot sweeping, power sweeping',
  },
  '72141003': {
    fr: 'voirie, entretien routier, nids-de-poule, réparation de routes, routes',
    en: 'road maintenance, road repair, potholes, roadwork, roads',
  },
  '72141103': {
    fr: 'asphalte, pavage, asphaltage, paveur, bitume, enrobé',
    en: 'paving, asphalt, paver, blacktop, road paving',
  },
  '72141505': {
    fr: 'terrassement, nivellement, terrassier, terre, remblai',
    en: 'earthworks, earthmoving, grading, backfill, site preparation',
  },
  '72141510': {
    fr: 'démolition, démolisseur, démolir, curage',
    en: 'demolition, demolisher, wrecking, dismantling, teardown',
  },
  '72141511': {
    fr: 'excavation, excavatrice, creusage, pelle mécanique, excavateur',
    en: 'excavation, excavator, digging, excavating, backhoe',
  },
  '72151102': {
    fr: 'gicleurs, gicleur, systèmes de gicleurs, extinction automatique',
    en: 'sprinklers, fire sprinklers, sprinkler systems, sprinkler fitter',
  },
  '72151207': {
    fr: 'CVC, CVCA, chauffage, ventilation, chauffagiste, fournaise, thermopompe, chauffage et ventilation, ventilation mécanique',
    en: 'HVAC, heating, ventilation, furnace, heat pump, heating and cooling, HVAC contractor',
  },
  '72151302': {
    fr: 'peinture, peintre, peintre en bâtiment, peinturer, peinture de bureaux, peinture intérieure',
    en: 'painting, painter, painters, house painting, interior painting, painting contractor',
  },
  '72151306': {
    fr: 'marquage routier, lignage, lignage de stationnement, marquage au sol, lignes de stationnement',
    en: 'pavement marking, line painting, road marking, line striping, parking lines',
  },
  '72151502': {
    fr: 'électricien, électricienne, électricité, entrepreneur électricien, travaux électriques, maître électricien',
    en: 'electrician, electrical, electrical contractor, wiring, electrical work, electricity',
  },
  '72151511': {
    fr: 'éclairage, lampadaires, luminaires, DEL',
    en: 'lighting, light fixtures, street lights, LED',
  },
  '72151605': {
    fr: 'câblage, câbleur, câblage structuré, fibre optique, réseau câblé, télécommunications',
    en: 'cabling, structured cabling, network cabling, data cabling, fibre, telecommunications',
  },
  '72151702': {
    fr: 'caméras, caméras de surveillance, vidéosurveillance, caméra',
    en: 'security cameras, CCTV, video surveillance, cameras',
  },
  '72151703': {
    fr: 'alarme, système d’alarme, alarmes, détection d’incendie, avertisseur',
    en: 'alarm, alarm systems, burglar alarm, fire alarm, intrusion alarm',
  },
  '72151905': {
    fr: 'maçon, maçonne, maçonnerie, briques, briqueteur, blocs de béton, béton',
    en: 'mason, masonry, bricklayer, bricks, brickwork, concrete blocks, concrete',
  },
  '72152001': {
    fr: 'gypse, placoplâtre, cloison sèche, cloisons, plaquiste, poseur de gypse, panneaux de gypse, tireur de joints',
    en: 'drywall, drywaller, gypsum board, sheetrock, plasterboard, partition walls, taping',
  },
  '72152004': {
    fr: 'plâtrier, plâtre, plâtrage, crépi',
    en: 'plasterer, plaster, plastering, stucco',
  },
  '72152103': {
    fr: 'isolation, isolant, isolation thermique, calorifugeage, uréthane',
    en: 'insulation, insulator, insulating, spray foam, thermal insulation',
  },
  '72152204': {
    fr: 'carreleur, céramique, tuiles, carrelage, carreaux, poseur de céramique',
    en: 'tiler, ceramic tile, tiles, tiling, tile setter',
  },
  '72152302': {
    fr: 'menuisier, menuiserie, menuisière, charpentier, charpenterie, boiseries, moulures',
    en: 'carpenter, carpentry, joiner, joinery, woodwork, millwork, mouldings',
  },
  '72152303': {
    fr: 'armoires, armoires de cuisine, comptoirs, cuisiniste',
    en: 'cabinets, kitchen cabinets, countertops, cabinet maker, built-ins',
  },
  '72152402': {
    fr: 'portes, fenêtres, portes et fenêtres, remplacement de fenêtres',
    en: 'doors, windows, doors and windows, window replacement, window installation',
  },
  '72152503': {
    fr: 'pose de tapis, moquette, tapis, revêtement de sol, couvre-plancher',
    en: 'carpet installation, carpet, carpeting, flooring, broadloom',
  },
  '72152508': {
    fr: 'plancher de bois, planchers, parquet, sablage de planchers, bois franc',
    en: 'hardwood floors, wood flooring, hardwood, floor refinishing, parquet, flooring',
  },
  '72152601': {
    fr: 'toiture, couvreur, couvreuse, toit, bardeaux, réfection de toiture, toits plats',
    en: 'roofing, roofer, roof, shingles, roof repair, flat roofs, roofing contractor',
  },
  '72152905': {
    fr: 'acier, charpente d’acier, soudure, soudeur, structure d’acier, fer ornemental, soudeuse',
    en: 'structural steel, steel, welding, welder, ironworker, steel erection, metal fabrication',
  },
  '72153002': {
    fr: 'vitrerie, vitrier, vitre, vitres brisées, vitrage',
    en: 'glazier, glazing, glass, glass replacement, broken windows',
  },
  '72153103': {
    fr: 'aire de jeux, terrains de jeux, modules de jeux, parc pour enfants, balançoires',
    en: 'playground, playgrounds, play structures, play equipment',
  },
  '72153209': {
    fr: 'imperméabilisation, étanchéité, drain français, fissures de fondation, imperméabilisant',
    en: 'waterproofing, damp proofing, foundation cracks, foundation repair, sealing',
  },
  '72153402': {
    fr: 'échafaudage, échafaudages, échafaudeur',
    en: 'scaffolding, scaffold, scaffolder, staging',
  },
  '72153606': {
    fr: 'montage de mobilier, installation de postes de travail, assemblage de meubles, reconfiguration de bureaux',
    en: 'furniture installation, furniture assembly, workstation installation, office reconfiguration',
  },
  '72153612': {
    fr: 'designer d’intérieur, décoration, design d’intérieur, décorateur, décoratrice, aménagement de bureaux',
    en: 'interior design, interior designer, decorating, decorator, office design, space planning',
  },
  '72154013': {
    fr: 'clôture, clôtures, grillage, poseur de clôtures, portail',
    en: 'fence, fencing, fences, chain link, gates',
  },
  '76101602': {
    fr: 'amiante, désamiantage, enlèvement de l’amiante, désamianteur, moisissures, décontamination',
    en: 'asbestos, asbestos removal, asbestos abatement, abatement, mould, remediation',
  },
  '76111501': {
    fr: 'entretien ménager, nettoyage, ménage, conciergerie, nettoyeur, nettoyeuse, nettoyage de bureaux, femme de ménage, préposé à l’entretien, entretien sanitaire, désinfection',
    en: 'cleaning, cleaner, cleaners, janitorial, janitor, office cleaning, custodial, custodian, housekeeping, commercial cleaning, sanitation',
  },
  '76111504': {
    fr: 'lavage de vitres, laveur de vitres, laveuse de vitres, nettoyage de vitres, stores, laveur de fenêtres',
    en: 'window washing, window cleaning, window cleaner, window washer, blind cleaning',
  },
  '76111505': {
    fr: 'nettoyage de meubles, nettoyage de rideaux, nettoyage à sec, tissus',
    en: 'upholstery cleaning, furniture cleaning, drapery cleaning, fabric cleaning',
  },
  '76111604': {
    fr: 'nettoyage de tapis, cirage, cirage de planchers, décapage de planchers, lavage de tapis, polissage de planchers',
    en: 'carpet cleaning, floor waxing, floor polishing, floor stripping, carpet cleaner',
  },
  '76121501': {
    fr: 'ordures, déchets, matières résiduelles, recyclage, collecte des déchets, éboueur, vidanges, compostage, poubelles, conteneurs, gestion des déchets, recycleur',
    en: 'garbage, waste, waste management, recycling, trash, rubbish, waste collection, waste removal, composting, dumpsters, garbage removal, hauling',
  },
  '76121901': {
    fr: 'déchets biomédicaux, déchets médicaux, déchets biologiques',
    en: 'medical waste, biomedical waste, sharps disposal, biohazard',
  },
  '77101501': {
    fr: 'évaluation environnementale, environnement, sols contaminés, étude environnementale, consultant en environnement',
    en: 'environmental assessment, environmental consulting, environment, contaminated sites, site assessment',
  },
  '78101802': {
    fr: 'camionnage, camionneur, transport routier, transport, livraison, fret, transporteur',
    en: 'trucking, trucker, truck transport, freight, hauling, carrier, delivery',
  },
  '78101804': {
    fr: 'déménagement, déménageur, déménageurs, déménageuse, relocalisation, déménagement de bureaux',
    en: 'moving, movers, mover, office moving, relocation, moving company',
  },
  '78102205': {
    fr: 'messagerie, messager, coursier, courrier, livraison de colis, colis, livreur, livraison à vélo',
    en: 'courier, couriers, messenger, parcel delivery, parcels, same-day delivery, mail delivery',
  },
  '78111803': {
    fr: 'autobus, autocar, autobus scolaires, transport scolaire, nolisement, navette, transport de personnes',
    en: 'bus, buses, charter bus, coach, school bus, shuttle, passenger transport',
  },
  '78111804': {
    fr: 'taxi, taxis, chauffeur de taxi, transport adapté, raccompagnement',
    en: 'taxi, taxis, cab, cabs, ride, paratransit',
  },
  '78111808': {
    fr: 'location de voitures, location d’autos, location de camions, louer une voiture, location de véhicules',
    en: 'car rental, vehicle rental, truck rental, rent a car, van rental',
  },
  '78131804': {
    fr: 'archivage, archives, entreposage, entrepôt, entreposage de dossiers, gestion documentaire',
    en: 'records storage, archiving, archives, storage, warehouse, warehousing, records management',
  },
  '78141502': {
    fr: 'douane, douanes, courtier en douane, dédouanement',
    en: 'customs, customs broker, customs clearance, import clearance',
  },
  '78141505': {
    fr: 'remorquage, remorqueuse, remorqueur, dépannage routier, dépanneuse',
    en: 'towing, tow truck, roadside assistance, vehicle recovery',
  },
  '78181505': {
    fr: 'inspection de véhicules, mécanique, mécanicien, garage, réparation automobile, entretien de véhicules, vérification mécanique',
    en: 'vehicle inspection, mechanic, garage, auto repair, vehicle repair, vehicle maintenance',
  },
  '80101504': {
    fr: 'planification stratégique, conseil en gestion, consultant, consultante, conseil en stratégie, stratégie, services-conseils, conseiller en gestion',
    en: 'strategic planning, management consulting, consultant, consulting, strategy, business consulting, advisor',
  },
  '80101507': {
    fr: 'conseil en TI, TI, informatique, consultant en informatique, technologies de l’information, conseil informatique, transformation numérique',
    en: 'IT, IT consulting, information technology, IT consultant, IT services, tech consulting, digital transformation',
  },
  '80101510': {
    fr: 'gestion des risques, gestion de risques, analyse de risques, continuité des activités',
    en: 'risk management, risk assessment, enterprise risk, business continuity',
  },
  '80101511': {
    fr: 'ressources humaines, conseil en RH, RH, consultant en RH, équité diversité inclusion, ÉDI',
    en: 'human resources, HR, HR consulting, HR consultant, diversity and inclusion, EDI, DEI',
  },
  '80101604': {
    fr: 'gestion de projet, gestionnaire de projet, chargé de projet, chargée de projet, chef de projet',
    en: 'project management, project manager, PMO, project planning',
  },
  '80111504': {
    fr: 'formation, formateur, formatrice, perfectionnement, formation professionnelle, formation du personnel',
    en: 'training, trainer, staff training, workforce training, professional development, employee training',
  },
  '80111601': {
    fr: 'personnel temporaire, agence de placement, intérim, personnel de bureau, commis, main-d’œuvre temporaire, agence d’intérim',
    en: 'temp agency, temporary staff, temps, temporary staffing, office temps, clerical staff, staffing agency, staffing',
  },
  '80111606': {
    fr: 'infirmières, infirmiers, infirmière d’agence, personnel infirmier, personnel soignant, préposés aux bénéficiaires',
    en: 'nurses, nursing, nurse agency, agency nurses, personal support workers, PSW, healthcare staffing',
  },
  '80111608': {
    fr: 'développeurs, programmeurs contractuels, ressources TI, personnel TI, renfort en TI, placement en informatique',
    en: 'IT staff augmentation, IT staffing, contract developers, developers, IT contractors, staff augmentation',
  },
  '80111701': {
    fr: 'recrutement, recruteur, recruteuse, chasseur de têtes, dotation, recrutement de cadres',
    en: 'recruitment, recruiter, recruiting, headhunter, executive search, talent acquisition, hiring',
  },
  '80121704': {
    fr: 'avocat, avocate, avocats, conseils juridiques, services juridiques, droit, cabinet d’avocats, notaire, contrats, juriste',
    en: 'lawyer, lawyers, legal advice, legal services, law firm, attorney, counsel, contracts, solicitor, legal',
  },
  '80121706': {
    fr: 'droit du travail, avocat en droit du travail, relations de travail, griefs',
    en: 'employment law, labour law, labor law, employment lawyer, grievances',
  },
  '80131502': {
    fr: 'location de locaux, locaux, location de bureaux, espaces de bureau, location de salles',
    en: 'office rental, office space, space rental, commercial rental, room rental, premises',
  },
  '80131601': {
    fr: 'courtier immobilier, immobilier, agent immobilier, courtière immobilière',
    en: 'real estate, real estate agent, realtor, real estate broker',
  },
  '80131802': {
    fr: 'évaluateur immobilier, évaluateur agréé, évaluation foncière, évaluation d’immeubles',
    en: 'appraiser, property appraisal, real estate appraisal, property valuation',
  },
  '80141501': {
    fr: 'étude de marché, analyse de marché, études de marché, sondages, sondage, recherche marketing',
    en: 'market research, market analysis, surveys, polling, market study',
  },
  '80141505': {
    fr: 'marketing, mise en marché, plan marketing, agence de marketing, commercialisation',
    en: 'marketing, marketing plan, marketing agency, marketer, go to market',
  },
  '80141605': {
    fr: 'objets promotionnels, articles promotionnels, cadeaux d’entreprise, tasses, t-shirts, macarons',
    en: 'promotional items, promo products, swag, corporate gifts, giveaways, branded merchandise',
  },
  '80141607': {
    fr: 'événementiel, organisation d’événements, planification d’événements, événements, congrès, organisateur d’événements, gestion d’évènements',
    en: 'event planning, event planner, events, event management, event organizer, conferences, event coordination',
  },
  '80161501': {
    fr: 'secrétariat, secrétaire, adjoint administratif, adjointe administrative, soutien administratif, adjointe virtuelle',
    en: 'secretarial, administrative support, virtual assistant, admin assistant, office administration, secretary',
  },
  '80161505': {
    fr: 'gestion de flotte, parc de véhicules, parc automobile, gestion de parc',
    en: 'fleet management, fleet, vehicle fleet, fleet maintenance',
  },
  '80161507': {
    fr: 'audiovisuel, sonorisation, matériel audiovisuel, location audiovisuelle, projection, technicien du son',
    en: 'audiovisual, AV, audio visual, AV rental, sound system, AV technician',
  },
  '80161508': {
    fr: 'déchiquetage, destruction de documents, déchiquetage de documents, déchiqueteuse mobile',
    en: 'shredding, document shredding, document destruction, paper shredding',
  },
  '80171905': {
    fr: 'relations autochtones, consultation autochtone, mobilisation autochtone, peuples autochtones',
    en: 'indigenous engagement, indigenous relations, indigenous consultation, first nations engagement',
  },
  '81101505': {
    fr: 'ingénieur en structure, génie civil, ingénieur civil, génie structural, ingénierie de structure',
    en: 'structural engineer, civil engineering, civil engineer, structural design',
  },
  '81101508': {
    fr: 'architecte, architecture, architectes, ingénieur du bâtiment, ingénierie, ingénieur, génie',
    en: 'architect, architecture, architects, engineering, engineer, building design',
  },
  '81101517': {
    fr: 'architecte paysagiste, architecture de paysage, conception paysagère, plan paysager',
    en: 'landscape architect, landscape architecture, landscape design',
  },
  '81101701': {
    fr: 'ingénieur électrique, génie électrique, ingénieur en électricité, conception électrique',
    en: 'electrical engineer, electrical engineering, electrical design, power engineering',
  },
  '81111504': {
    fr: 'développement logiciel, programmation, programmeur, programmeuse, développeur, développeuse, développement d’applications, applications mobiles, logiciels sur mesure, appli',
    en: 'software development, programming, programmer, developer, software developer, app development, mobile apps, custom software, coding, software engineering',
  },
  '81111801': {
    fr: 'cybersécurité, sécurité informatique, tests d’intrusion, sécurité des TI, pirates informatiques',
    en: 'cybersecurity, cyber security, IT security, penetration testing, information security, pentest',
  },
  '81111811': {
    fr: 'soutien informatique, soutien technique, centre d’assistance, dépannage informatique, technicien informatique, soutien TI',
    en: 'tech support, IT support, help desk, helpdesk, service desk, technical support, computer technician',
  },
  '81111812': {
    fr: 'réparation d’ordinateurs, entretien informatique, réparation informatique',
    en: 'computer repair, hardware repair, hardware maintenance, PC repair',
  },
  '81112003': {
    fr: 'centre de données, infonuagique, nuage, hébergement de données, colocation',
    en: 'data centre, data center, cloud, cloud services, colocation, data hosting',
  },
  '81112005': {
    fr: 'numérisation, numériser, numérisation de documents, dématérialisation',
    en: 'scanning, document scanning, digitization, digitizing, imaging',
  },
  '81112103': {
    fr: 'site Web, sites Web, agence Web, développeur Web, conception Web, concepteur Web, création de sites, développement Web, accessibilité Web',
    en: 'website, websites, web developer, web design, web designer, website development, web development, web accessibility',
  },
  '81112105': {
    fr: 'hébergement Web, hébergement, hébergeur, serveur Web',
    en: 'web hosting, hosting, website hosting, web host',
  },
  '81112306': {
    fr: 'réparation d’imprimantes, entretien de photocopieurs, réparation de photocopieur',
    en: 'printer repair, copier repair, photocopier maintenance, printer maintenance',
  },
  '81141601': {
    fr: 'logistique, chaîne d’approvisionnement, logisticien, distribution',
    en: 'logistics, supply chain, distribution, fulfillment, 3PL',
  },
  '81141805': {
    fr: 'inspecteur en bâtiment, inspection de bâtiments, inspection immobilière, inspectrice en bâtiment',
    en: 'building inspector, building inspection, property inspection, home inspection',
  },
  '82101501': {
    fr: 'affichage, panneaux publicitaires, publicité extérieure, panneau-réclame, publicité, agence de publicité',
    en: 'billboards, billboard, outdoor advertising, advertising, signage, ad agency',
  },
  '82111603': {
    fr: 'sténographe, sténographie, greffier audiencier, sténographe officiel',
    en: 'court reporter, court reporting, stenographer, stenography',
  },
  '82111604': {
    fr: 'transcription, sous-titrage, sous-titres, transcripteur, transcriptrice, verbatim, procès-verbaux',
    en: 'transcription, captioning, closed captions, transcriber, subtitles, minutes, transcript',
  },
  '82111704': {
    fr: 'rédaction publicitaire, rédacteur, rédactrice, concepteur-rédacteur, rédaction Web, rédaction',
    en: 'copywriting, copywriter, writer, content writing, web content, writing',
  },
  '82111801': {
    fr: 'révision, réviseur, réviseure, correction, correcteur, relecture, révision linguistique',
    en: 'editing, editor, proofreading, proofreader, copy editing, revision',
  },
  '82111804': {
    fr: 'traduction, traducteur, traductrice, traducteurs, traduire, localisation, agence de traduction, langues officielles',
    en: 'translation, translator, translators, translate, localization, translation agency, language services',
  },
  '82112067': {
    fr: 'interprète, interprétation, langue des signes, interprète gestuel, LSQ, ASL, interprétation gestuelle, interprétation simultanée',
    en: 'interpreter, interpretation, sign language, ASL, sign language interpreter, simultaneous interpretation, interpreting',
  },
  '82121503': {
    fr: 'impression, imprimerie, imprimeur, imprimeuse, impression numérique, affiches, grand format, imprimés',
    en: 'printing, printer services, print shop, digital printing, print, posters, large format printing, printing company',
  },
  '82121505': {
    fr: 'dépliants, brochures, impression publicitaire, affiches publicitaires, circulaires',
    en: 'flyers, brochures, leaflets, promotional printing, pamphlets',
  },
  '82121507': {
    fr: 'cartes professionnelles, cartes d’affaires, papier à en-tête, formulaires',
    en: 'business cards, letterhead, forms printing, stationery printing',
  },
  '82121701': {
    fr: 'photocopies, photocopie, reprographie, copies, centre de copies',
    en: 'photocopying, photocopies, copies, copy centre, reprographics',
  },
  '82131603': {
    fr: 'vidéo, vidéaste, production vidéo, montage vidéo, tournage, captation, webdiffusion, film',
    en: 'video, videographer, video production, video editing, filming, film, webcasting, livestream',
  },
  '82131604': {
    fr: 'photographe, photographie, photos, portraits, photographe d’événements',
    en: 'photographer, photography, photos, headshots, event photography',
  },
  '82141502': {
    fr: 'graphisme, graphiste, infographie, infographiste, logo, identité visuelle, design graphique, illustrateur, illustration, mise en page',
    en: 'graphic design, graphic designer, graphic artist, graphics, logo, branding, visual identity, illustrator, illustration, layout',
  },
  '82151509': {
    fr: 'art public, murale, murales, œuvres d’art, artiste, sculpture',
    en: 'public art, mural, murals, artwork, artist, sculpture',
  },
  '82151704': {
    fr: 'musicien, musicienne, musique, orchestre, DJ, spectacle, animation musicale',
    en: 'musician, musicians, music, band, DJ, live music, entertainment',
  },
  '84111502': {
    fr: 'comptable, comptabilité, CPA, expert-comptable, états financiers, finances',
    en: 'accountant, accounting, CPA, financial statements, chartered accountant, finance',
  },
  '84111504': {
    fr: 'tenue de livres, teneur de livres, commis comptable, teneuse de livres',
    en: 'bookkeeping, bookkeeper, books, accounts payable',
  },
  '84111505': {
    fr: 'paie, paye, service de paie, gestion de la paie, salaires',
    en: 'payroll, payroll services, payroll processing, wages',
  },
  '84111601': {
    fr: 'audit, vérification comptable, auditeur, auditrice, audits financiers, vérificateur externe, mission d’audit',
    en: 'audit, auditor, auditing, financial audit, external audit, audits',
  },
  '84111603': {
    fr: 'audit interne, vérification interne, auditeur interne, vérificateur interne',
    en: 'internal audit, internal auditor, internal controls',
  },
  '84111802': {
    fr: 'fiscaliste, impôts, fiscalité, conseil fiscal, taxes',
    en: 'tax advice, tax consultant, taxes, tax advisor, taxation',
  },
  '84131607': {
    fr: 'assurance, assurances, assureur, courtier d’assurance, assurance responsabilité civile',
    en: 'insurance, insurer, insurance broker, liability insurance',
  },
  '85121608': {
    fr: 'psychologue, psychologie, psychothérapie, santé mentale, aide aux employés, psychothérapeute, PAE',
    en: 'psychologist, psychology, counselling, mental health, therapist, EAP, counseling',
  },
  '85122101': {
    fr: 'physiothérapeute, physiothérapie, physio, réadaptation',
    en: 'physiotherapist, physiotherapy, physio, physical therapist, rehab',
  },
  '86101601': {
    fr: 'formation informatique, cours d’informatique, formation Excel, cours Excel, bureautique',
    en: 'computer training, IT training, Excel training, software training, computer courses',
  },
  '86101709': {
    fr: 'formation en sécurité, santé et sécurité au travail, SST, SIMDUT, secourisme, santé et sécurité, formation en secourisme',
    en: 'safety training, health and safety, WHMIS, occupational health and safety, first aid training, OHS',
  },
  '86132001': {
    fr: 'coaching, coach, coaching de gestion, accompagnement, mentorat, coach professionnel, leadership',
    en: 'coaching, coach, executive coach, leadership coaching, mentoring, leadership',
  },
  '86132201': {
    fr: 'ateliers, atelier, animateur, animatrice, facilitation, animation d’ateliers',
    en: 'workshops, workshop, facilitator, facilitation, workshop facilitation',
  },
  '90101501': {
    fr: 'restaurant, restaurants, restaurateur, bistro, café-restaurant',
    en: 'restaurant, restaurants, diner, bistro, eatery',
  },
  '90101603': {
    fr: 'traiteur, traiteurs, buffet, buffets, service de traiteur, banquets, repas d’affaires, cocktail, canapés, nourriture',
    en: 'caterer, caterers, catering, buffet, event catering, banquets, food service, corporate catering',
  },
  '90101701': {
    fr: 'cafétéria, cafétérias, cantine, services alimentaires, restauration collective, gestion de cafétéria',
    en: 'cafeteria, canteen, food services, cafeteria management, institutional food service',
  },
  '90101802': {
    fr: 'popote roulante, livraison de repas, repas livrés, repas à domicile',
    en: 'meal delivery, meals on wheels, delivered meals, lunch delivery',
  },
  '90101901': {
    fr: 'machines à café, machine à café, cafetière, distributeur de café, café de bureau',
    en: 'coffee machines, coffee machine, office coffee, coffee service, espresso machine',
  },
  '90111501': {
    fr: 'hôtel, hôtels, hébergement d’employés, chambres, hôtellerie, auberge',
    en: 'hotel, hotels, accommodation, rooms, lodging, inn',
  },
  '90111601': {
    fr: 'salle de conférence, centre de congrès, salles de réunion, salle, location de salle',
    en: 'conference centre, convention centre, meeting rooms, venue, meeting space',
  },
  '90121502': {
    fr: 'agence de voyages, voyages, voyage, agent de voyages, billets d’avion',
    en: 'travel agency, travel, travel agent, flights, business travel',
  },
  '91111502': {
    fr: 'buanderie, lessive, lingerie, blanchisserie, literie, nettoyeur à sec, lavage de linge, buandier',
    en: 'laundry, linen, dry cleaning, dry cleaner, linen service, laundromat, linens',
  },
  '92101902': {
    fr: 'ambulance, ambulances, ambulancier, paramédic, ambulancière',
    en: 'ambulance, ambulances, paramedic, medical transport',
  },
  '92111501': {
    fr: 'médiation, médiateur, médiatrice, conciliation, arbitrage, règlement de conflits',
    en: 'mediation, mediator, conciliation, arbitration, dispute resolution, conflict resolution',
  },
  '92121504': {
    fr: 'agent de sécurité, agents de sécurité, gardien, gardiens, gardienne, gardien de sécurité, sécurité, agente de sécurité, surveillance, gardiennage, patrouille',
    en: 'security guard, security guards, security, guards, guard, security officer, concierge security, patrol, security services',
  },
  '92121604': {
    fr: 'détective, enquêteur, enquêtes, enquêteuse, enquête en milieu de travail, détective privé',
    en: 'private investigator, investigations, investigator, detective, workplace investigation',
  },
  '92121701': {
    fr: 'télésurveillance, centrale d’alarme, surveillance d’alarmes',
    en: 'alarm monitoring, monitoring station, alarm maintenance',
  },
  '92121802': {
    fr: 'transport d’argent, transport de valeurs, fourgon blindé, camion blindé',
    en: 'armoured car, cash transport, cash in transit, armored truck, cash pickup',
  },
  '95122104': {
    fr: 'garderie, garderies, service de garde, CPE, éducatrice, éducateur à la petite enfance, petite enfance',
    en: 'daycare, day care, childcare, child care, early childhood educator, nursery',
  },
};

/** The words for one code, in both languages: each of them alone is what somebody types. */
export const wordsFor = (code: string): string[] => {
  const words = (commodityWords as Readonly<Record<string, Bilingual>>)[code];
  return words ? [words.fr, words.en].flatMap((text) => text.split(', ')) : [];
};

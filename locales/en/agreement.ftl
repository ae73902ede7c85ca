# Terms of the Agreement. Codes of the profile stand in the keys, in lower case with dashes.
agreement-name-kh-cn-2016 = Agreement between the Government of the Kingdom of Cambodia and the Government of the People’s Republic of China on Strengthening Cooperation in Counter Trafficking in Persons

agreement-party-kh = Cambodia
agreement-party-cn = China
agreement-authority-kh = Ministry of Interior of Cambodia
agreement-authority-cn = Ministry of Public Security of China
agreement-capital-kh = Phnom Penh
agreement-capital-cn = Beijing

agreement-request-verification = verification of nationality and identity
    .button = Identity check
agreement-request-repatriation = repatriation
    .button = Repatriation
agreement-request-protection = protection and assistance
    .button = Victim support
agreement-request-investigation = investigation
    .button = Investigation
agreement-request-information = information and evidence
    .button = Information
agreement-request-handover = handover of suspects
    .button = Handover
agreement-request-prevention = prevention and capacity building
    .button = Prevention

agreement-channel-police = police channel
agreement-channel-diplomatic = diplomatic channel

agreement-ground-sovereignty = sovereignty
agreement-ground-security = security
agreement-ground-social-order = social order
agreement-ground-basic-interests = basic interests
agreement-ground-legal-principles = principles of law

agreement-assistance-shelter = shelter
agreement-assistance-legal = legal assistance
agreement-assistance-health = health care
agreement-assistance-counselling = counselling
agreement-assistance-social = social support
agreement-check-voluntary = The return is voluntary
agreement-check-retrafficking-risk = The risk of being trafficked again has been assessed
agreement-check-guardian = Each child has a guardian
agreement-check-medical = Medical needs are covered
agreement-check-interpreter = An interpreter is available

agreement-crossing-kti = Techo International Airport (KTI)
    .button = Techo (KTI)
agreement-crossing-sai = Siem Reap Angkor International Airport (SAI)
    .button = Siem Reap (SAI)
agreement-crossing-kos = Sihanouk International Airport (KOS)
    .button = Sihanouk (KOS)
agreement-crossing-khkos = Sihanoukville Autonomous Port
    .button = Sihanoukville port
agreement-crossing-pek = Beijing Capital International Airport (PEK)
    .button = Beijing (PEK)
agreement-crossing-pvg = Shanghai Pudong International Airport (PVG)
    .button = Shanghai (PVG)
agreement-crossing-can = Guangzhou Baiyun International Airport (CAN)
    .button = Guangzhou (CAN)
agreement-crossing-szx = Shenzhen Bao’an International Airport (SZX)
    .button = Shenzhen (SZX)
agreement-crossing-kmg = Kunming Changshui International Airport (KMG)
    .button = Kunming (KMG)
agreement-crossing-nng = Nanning Wuxu International Airport (NNG)
    .button = Nanning (NNG)
agreement-crossing-other = another crossing point
    .button = Another

agreement-third-party-iom = International Organization for Migration
    .button = IOM
agreement-third-party-unodc = United Nations Office on Drugs and Crime
    .button = UNODC
agreement-third-party-unicef = United Nations Children’s Fund
    .button = UNICEF
agreement-third-party-interpol = INTERPOL
agreement-third-party-asean = ASEAN Secretariat
agreement-third-party-court = a court
agreement-third-party-prosecutor = a prosecutor’s office
agreement-third-party-other-ministry = another ministry
agreement-third-party-shelter = a shelter
agreement-third-party-third-state = a third State

agreement-purpose-protection = protection of victims
agreement-purpose-investigation = investigation
agreement-purpose-prosecution = prosecution
agreement-purpose-repatriation = repatriation
agreement-purpose-statistics = statistics
agreement-purpose-reporting = reporting on the Agreement

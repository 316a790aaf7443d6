package dataset_test

import (
	"testing"

	"jalons/internal/dataset"
	"jalons/internal/dataset/datasettest"
	"jalons/internal/edtf"
)

// look is what a row says on a day: see describe.
type look struct{ day, ref, want string }

// hardCaseLooks are the seventeen hard cases, on the days before, at and after
// each change.
var hardCaseLooks = []struct {
	name  string
	looks []look
}{
	{"1 · the DMP cost: one question, four figures, three scopes", []look{
		{"2012-07-30", "funding/dmp-210m-cour-2012", "unknown"},
		{"2012-07-31", "funding/dmp-210m-cour-2012", "at least €210M flow=paid period=2005/2011 scope=dmp-public-investment question=dmp-cost-to-2013 rank=preferred additive=true stated=2012-07 quoted cites=infirmiers-dmp(cour-des-comptes)<ccomptes-24427"},
		{"2014-01-20", "funding/dmp-210m-cour-2012", "at least €210M flow=paid period=2005/2011 scope=dmp-public-investment question=dmp-cost-to-2013 rank=preferred additive=true stated=2012-07 quoted cites=infirmiers-dmp(cour-des-comptes)<ccomptes-24427"},
		{"2026-11-21", "funding/dmp-210m-cour-2012", "at least €210M flow=paid period=2005/2011 scope=dmp-public-investment question=dmp-cost-to-2013 rank=preferred additive=true stated=2012-07 quoted cites=infirmiers-dmp(cour-des-comptes)<ccomptes-24427"},
		{"2012-07-31", "funding/dmp-500m-wide-2012", "at least €500M flow=estimated period=2005/2011 scope=patient-records-wide question=dmp-cost-to-2013 additive=false stated=2012-07 quoted cites=infirmiers-dmp(cour-des-comptes)<ccomptes-24427"},
		{"2014-01-20", "funding/dmp-500m-wide-2012", "at least €500M flow=estimated period=2005/2011 scope=patient-records-wide question=dmp-cost-to-2013 additive=false stated=2012-07 quoted cites=infirmiers-dmp(cour-des-comptes)<ccomptes-24427"},
		{"2014-01-03", "funding/dmp-500m-parisien-2014", "unknown"},
		{"2014-01-04", "funding/dmp-500m-parisien-2014", "€500M flow=estimated period=2004/2013 scope=dmp-direct-asip question=dmp-cost-to-2013 additive=false stated=2014-01-04 quoted cites=medscape-dmp(le-parisien)"},
		{"2014-01-09", "funding/dmp-187m-asip-2014", "unknown"},
		{"2014-01-10", "funding/dmp-187m-asip-2014", "€187M flow=estimated period=2005/2013 scope=dmp-direct-asip question=dmp-cost-to-2013 additive=false stated=2014-01-10 published cites=ans-cout-dmp(asip-sante)"},
		{"2013-01-01", "conflicts/dmp-direct-cost-parisien-asip", "unknown"},
		{"2014-01-09", "conflicts/dmp-direct-cost-parisien-asip", "unknown"},
		{"2014-01-10", "conflicts/dmp-direct-cost-parisien-asip", "computed value explained about=dmp sides=dmp-500m-parisien-2014,dmp-187m-asip-2014 source=medscape-dmp"},
		{"2014-01-20", "conflicts/dmp-direct-cost-parisien-asip", "computed value explained about=dmp sides=dmp-500m-parisien-2014,dmp-187m-asip-2014 source=medscape-dmp"},
		{"2026-11-21", "conflicts/dmp-direct-cost-parisien-asip", "computed value explained about=dmp sides=dmp-500m-parisien-2014,dmp-187m-asip-2014 source=medscape-dmp"},
		{"2012-07-30", "sources/ccomptes-24427", "unknown"},
		{"2012-07-31", "sources/ccomptes-24427", "ccomptes-24427"},
		{"2014-01-03", "sources/medscape-dmp", "unknown"},
		{"2014-01-04", "sources/medscape-dmp", "medscape-dmp"},
		{"2012-07-30", "organisations/cour-des-comptes", "unknown"},
		{"2012-07-31", "organisations/cour-des-comptes", "Court of Auditors names=1 source=infirmiers-dmp"},
		{"2012-07-30", "programmes/dmp", "unknown"},
		{"2012-07-31", "programmes/dmp", "Dossier médical personnel acronym=DMP names=1 source=infirmiers-dmp"},
		{"2018-01-22", "programmes/dmp", "Dossier médical personnel acronym=DMP names=1 source=infirmiers-dmp"},
		{"2018-01-23", "programmes/dmp", "Dossier médical partagé acronym=DMP names=2 source=infirmiers-dmp"},
	}},
	{"2 · the INS duty moves; another promise only looks the same; it is told long after", []look{
		{"2017-03-28", "milestones/ins-obligation", "unknown"},
		{"2017-03-29", "milestones/ins-obligation", "scheduled pending first=2020-01-01 due=2020-01-01 slip=0[0,0] source=decret-2017-412"},
		{"2019-10-09", "milestones/ins-obligation", "scheduled pending first=2020-01-01 due=2020-01-01 slip=0[0,0] source=decret-2017-412"},
		{"2019-10-10", "milestones/ins-obligation", "scheduled pending first=2020-01-01 due=2021-01-01 slip=366[366,366] moves=1 source=dsih-3535"},
		{"2019-12-31", "milestones/ins-obligation", "scheduled pending first=2020-01-01 due=2021-01-01 slip=366[366,366] moves=1 source=dsih-3535"},
		{"2021-01-01", "milestones/ins-obligation", "scheduled pending first=2020-01-01 due=2021-01-01 slip=366[366,366] moves=1 source=dsih-3535"},
		{"2021-01-02", "milestones/ins-obligation", "scheduled overdue first=2020-01-01 due=2021-01-01 slip=366[366,366] moves=1 source=dsih-3535"},
		{"2022-06-30", "milestones/ins-obligation", "scheduled overdue first=2020-01-01 due=2021-01-01 slip=366[366,366] moves=1 source=dsih-3535"},
		{"2025-05-13", "milestones/ins-obligation", "scheduled overdue first=2020-01-01 due=2021-01-01 slip=366[366,366] moves=1 source=dsih-3535"},
		{"2025-05-14", "milestones/ins-obligation", "met late first=2020-01-01 due=2021-01-01 met=2021-01-01 slip=366[366,366] moves=1 told=2025-05-14 source=esante-centre-ins"},
		{"2026-11-21", "milestones/ins-obligation", "met late first=2020-01-01 due=2021-01-01 met=2021-01-01 slip=366[366,366] moves=1 told=2025-05-14 source=esante-centre-ins"},
		{"2019-09-04", "milestones/ins-generalisation", "unknown"},
		{"2019-09-05", "milestones/ins-generalisation", "scheduled pending first=2021 due=2021 slip=0[0,0] source=mind-2019-pon"},
		{"2019-12-31", "milestones/ins-generalisation", "scheduled pending first=2021 due=2021 slip=0[0,0] source=mind-2019-pon"},
		{"2021-12-31", "milestones/ins-generalisation", "scheduled pending first=2021 due=2021 slip=0[0,0] source=mind-2019-pon"},
		{"2022-01-01", "milestones/ins-generalisation", "scheduled overdue first=2021 due=2021 slip=0[0,0] source=mind-2019-pon"},
		{"2022-06-30", "milestones/ins-generalisation", "scheduled overdue first=2021 due=2021 slip=0[0,0] source=mind-2019-pon"},
		{"2019-10-09", "statements/ins-obligation-2019", "unknown"},
		{"2019-10-10", "statements/ins-obligation-2019", "rescheduled 2021-01-01 stated stated=2019-10-10 quoted cites=dsih-3535<decret-2019-1036"},
		{"2019-10-09", "sources/dsih-3535", "unknown"},
		{"2019-10-10", "sources/dsih-3535", "dsih-3535"},
	}},
	{"3 · Mon espace santé opens late, with two rival days", []look{
		{"2019-12-31", "milestones/mes-national-opening", "unknown"},
		{"2021-04-29", "milestones/mes-national-opening", "unknown"},
		{"2021-04-30", "milestones/mes-national-opening", "scheduled pending first=2022-01 due=2022-01 slip=0[0,0] source=usine-digitale-2021-04"},
		{"2022-01-31", "milestones/mes-national-opening", "scheduled pending first=2022-01 due=2022-01 slip=0[0,0] source=usine-digitale-2021-04"},
		{"2022-02-01", "milestones/mes-national-opening", "scheduled overdue first=2022-01 due=2022-01 slip=0[0,0] source=usine-digitale-2021-04"},
		{"2022-02-02", "milestones/mes-national-opening", "scheduled overdue first=2022-01 due=2022-01 slip=0[0,0] source=usine-digitale-2021-04"},
		{"2022-02-03", "milestones/mes-national-opening", "met late first=2022-01 due=2022-01 met=2022-02-03 slip=3[3,33] told=2022-02-03 source=mind-2022-02-03"},
		{"2022-06-30", "milestones/mes-national-opening", "met late first=2022-01 due=2022-01 met=2022-02-03 slip=3[3,33] told=2022-02-03 source=mind-2022-02-03"},
		{"2026-11-21", "milestones/mes-national-opening", "met late first=2022-01 due=2022-01 met=2022-02-03 slip=3[3,33] told=2022-02-03 source=mind-2022-02-03"},
		{"2022-06-30", "conflicts/mes-opening-day", "unknown"},
		{"2023-12-30", "conflicts/mes-opening-day", "unknown"},
		{"2023-12-31", "conflicts/mes-opening-day", "computed date explained about=mes-national-opening sides=mes-national-opening-2022,mes-national-opening-2023 source=mind-2022-02-03"},
		{"2026-11-21", "conflicts/mes-opening-day", "computed date explained about=mes-national-opening sides=mes-national-opening-2022,mes-national-opening-2023 source=mind-2022-02-03"},
		{"2018-12-31", "programmes/mon-espace-sante", "unknown"},
		{"2019-09-04", "programmes/mon-espace-sante", "unknown"},
		{"2019-09-05", "programmes/mon-espace-sante", "Espace numérique de santé names=1 source=mind-2019-pon"},
		{"2021-04-30", "programmes/mon-espace-sante", "Mon espace santé acronym=MES names=2 source=mind-2019-pon"},
		{"2022-02-03", "programmes/mon-espace-sante", "Mon espace santé acronym=MES status=implementation start=2022-02-03 names=2 source=mind-2019-pon"},
		{"2023-12-31", "programmes/mon-espace-sante", "Mon espace santé acronym=MES status=implementation start=2022-01-01 with=implementing:cnam names=2 source=mind-2019-pon"},
	}},
	{"4 · twenty-six or thirty actions", []look{
		{"2019-09-04", "observations/roadmap-2019-actions-2019", "unknown"},
		{"2019-09-05", "observations/roadmap-2019-actions-2019", "26 actions as_of=2019-09 actual stated=2019-09-05 published cites=mind-2019-pon(dominique-pon)"},
		{"2022-09-29", "observations/roadmap-2019-actions-2022", "unknown"},
		{"2022-09-30", "observations/roadmap-2019-actions-2022", "30 actions actual stated=2022-06-24/2022-09-30 deduced cites=bilan-trois-ans"},
		{"2019-09-04", "indicators/roadmap-2019-actions", "unknown"},
		{"2019-09-05", "indicators/roadmap-2019-actions", "count unit=action source=mind-2019-pon"},
		{"2026-11-21", "indicators/roadmap-2019-actions", "count unit=action source=mind-2019-pon"},
		{"2019-12-31", "conflicts/roadmap-2019-actions-26-or-30", "unknown"},
		{"2022-09-29", "conflicts/roadmap-2019-actions-26-or-30", "unknown"},
		{"2022-09-30", "conflicts/roadmap-2019-actions-26-or-30", "computed value explained about=roadmap-2019-actions sides=roadmap-2019-actions-2019,roadmap-2019-actions-2022 source=mind-2019-pon"},
	}},
	{"5 · about 15 %, and of what", []look{
		{"2023-12-30", "indicators/mes-active-share", "unknown"},
		{"2023-12-31", "indicators/mes-active-share", "rate unit=% denominator=whole population source=hospitalia-63"},
		{"2023-12-30", "observations/mes-active-share-2023-12", "unknown"},
		{"2023-12-31", "observations/mes-active-share-2023-12", "about 15% as_of=2023-12 actual stated=2023-12 published cites=hospitalia-63(hela-ghariani)"},
		{"2023-12-31", "observations/mes-active-2023-12", "at least 10 million accounts as_of=2023-12 actual stated=2023-12 published cites=hospitalia-63(hela-ghariani)"},
	}},
	{"6 · being launched and preparing, in one interview", []look{
		{"2023-12-30", "milestones/segur-vague-2-launch", "unknown"},
		{"2023-12-31", "milestones/segur-vague-2-launch", "scheduled pending source=hospitalia-63"},
		{"2026-11-21", "milestones/segur-vague-2-launch", "scheduled pending source=hospitalia-63"},
		{"2023-12-30", "conflicts/segur-vague-2-launch-status", "unknown"},
		{"2023-12-31", "conflicts/segur-vague-2-launch-status", "editorial status open about=segur-vague-2-launch sides=segur-vague-2-launch-2023-under-way,segur-vague-2-launch-2023-preparing source=hospitalia-63"},
	}},
	{"7 · a budget, and a promise that is a number", []look{
		{"2023-12-31", "funding/formation-119m-2023", "€119M flow=announced additive=true stated=2023-12 published cites=hospitalia-63(david-sainati)"},
		{"2023-12-30", "milestones/formation-learners-trained", "unknown"},
		{"2023-12-31", "milestones/formation-learners-trained", "scheduled pending first=2023-12/2028-12 due=2023-12/2028-12 slip=0[0,0] measure=500,000 learners of=formation-learners source=hospitalia-63"},
		{"2026-11-21", "milestones/formation-learners-trained", "scheduled pending first=2023-12/2028-12 due=2023-12/2028-12 slip=0[0,0] measure=500,000 learners of=formation-learners source=hospitalia-63"},
		{"2023-12-30", "observations/formation-learners-trained-target", "unknown"},
		{"2023-12-31", "observations/formation-learners-trained-target", "500,000 learners as_of=2023-12/2028-12 target stated=2023-12 published cites=hospitalia-63(david-sainati)"},
		{"2023-12-30", "indicators/formation-learners", "unknown"},
		{"2023-12-31", "indicators/formation-learners", "stock unit=learner source=hospitalia-63"},
	}},
	{"8 · a ministry with four names; an agency that succeeds another", []look{
		{"2018-01-22", "organisations/ministere-sante", "unknown"},
		{"2018-01-23", "organisations/ministere-sante", "Ministry of Solidarity and Health names=1 source=mind-2018-cirre"},
		{"2022-06-01", "organisations/ministere-sante", "Ministry of Solidarity and Health names=1 source=mind-2018-cirre"},
		{"2022-06-02", "organisations/ministere-sante", "Ministry of Health and Prevention names=2 source=mind-2018-cirre"},
		{"2024-01-28", "organisations/ministere-sante", "Ministry of Health and Prevention names=2 source=mind-2018-cirre"},
		{"2024-01-29", "organisations/ministere-sante", "Ministry of Labour, Health and Solidarity names=3 source=mind-2018-cirre"},
		{"2024-10-11", "organisations/ministere-sante", "Ministry of Health and Access to Care names=4 source=mind-2018-cirre"},
		{"2026-11-21", "organisations/ministere-sante", "Ministry of Health and Access to Care names=4 source=mind-2018-cirre"},
		{"2014-01-09", "organisations/asip-sante", "Agency for Shared Health Information Systems acronym=Asip Santé names=1 source=an-14-171634"},
		{"2018-01-23", "organisations/asip-sante", "Agency for Shared Health Information Systems acronym=Asip Santé founded=2009 names=1 source=an-14-171634"},
		{"2019-09-04", "organisations/ans", "unknown"},
		{"2019-09-05", "organisations/ans", "Agency for Digital Health with=succeeds:asip-sante Agency for Shared Health Information Systems names=1 source=mind-2019-pon"},
		{"2019-12-20", "organisations/ans", "Agency for Digital Health acronym=ANS with=succeeds:asip-sante Agency for Shared Health Information Systems names=1 source=mind-2019-pon"},
		{"2019-09-05", "organisations/dns", "Ministerial Delegation for Digital Health acronym=DNS with=reports_to:ministere-sante Ministry of Solidarity and Health names=1 source=mind-2019-pon"},
		{"2022-06-02", "organisations/dns", "Ministerial Delegation for Digital Health acronym=DNS with=reports_to:ministere-sante Ministry of Health and Prevention names=1 source=mind-2019-pon"},
		{"2019-09-04", "people/dominique-pon", "unknown"},
		{"2019-09-05", "people/dominique-pon", "Dominique Pon offices=ministere-sante Ministry of Solidarity and Health source=mind-2019-pon"},
		{"2022-06-02", "people/dominique-pon", "Dominique Pon offices=ministere-sante Ministry of Health and Prevention source=mind-2019-pon"},
		{"2022-09-30", "people/dominique-pon", "Dominique Pon offices=ministere-sante Ministry of Health and Prevention,dns Ministerial Delegation for Digital Health source=mind-2019-pon"},
		{"2017-03-28", "programmes/ins", "unknown"},
		{"2017-03-29", "programmes/ins", "Identifiant national de santé acronym=INS names=1 source=decret-2017-412"},
		{"2022-09-29", "programmes/ins", "Identifiant national de santé acronym=INS with=part_of:feuille-de-route-2019-2022 names=1 source=decret-2017-412"},
		{"2022-09-30", "programmes/ins", "Identité nationale de santé acronym=INS with=part_of:feuille-de-route-2019-2022 names=2 source=decret-2017-412"},
		{"2022-09-29", "conflicts/ins-identifiant-ou-identite", "unknown"},
		{"2022-09-30", "conflicts/ins-identifiant-ou-identite", "editorial name explained about=ins sides=National health identifier (1 cited),National health identity (1 cited) source=mind-2019-pon"},
		{"2023-12-31", "conflicts/ins-identifiant-ou-identite", "editorial name explained about=ins sides=National health identifier (1 cited),National health identity (2 cited) source=mind-2019-pon"},
	}},
	{"9 · a document without a date", []look{
		{"2022-09-29", "statements/ins-generalisation-2022", "unknown"},
		{"2022-09-30", "statements/ins-generalisation-2022", "partly_met stated=2022-06-24/2022-09-30 deduced cites=bilan-trois-ans"},
		{"2022-06-30", "funding/segur-2bn-2022", "unknown"},
		{"2022-09-29", "funding/segur-2bn-2022", "unknown"},
		{"2022-09-30", "funding/segur-2bn-2022", "€2bn flow=announced additive=true stated=2022-06-24/2022-09-30 deduced cites=bilan-trois-ans"},
		{"2022-09-29", "sources/bilan-trois-ans", "unknown"},
		{"2022-09-30", "sources/bilan-trois-ans", "bilan-trois-ans"},
		{"2018-01-22", "glossary/dmp", "unknown"},
		{"2018-01-23", "glossary/dmp", "source=mind-2018-cirre cites=mind-2018-cirre"},
		{"2022-09-30", "glossary/dmp", "source=bilan-trois-ans cites=bilan-trois-ans,mind-2018-cirre"},
	}},
	{"10 · a promise without a date, then met", []look{
		{"2019-09-05", "milestones/ins-decrees", "scheduled pending source=mind-2019-pon"},
		{"2019-10-28", "milestones/ins-decrees", "scheduled pending source=mind-2019-pon"},
		{"2019-10-29", "milestones/ins-decrees", "met undetermined met=2019-10-10 told=2019-10-29 source=dsih-3535"},
		{"2026-11-21", "milestones/ins-decrees", "met undetermined met=2019-10-10 told=2019-10-29 source=dsih-3535"},
	}},
	{"11 · a promise met in part, and then silence", []look{
		{"2022-09-29", "milestones/ins-generalisation", "scheduled overdue first=2021 due=2021 slip=0[0,0] source=mind-2019-pon"},
		{"2022-09-30", "milestones/ins-generalisation", "partially_met overdue first=2021 due=2021 slip=0[0,0] source=bilan-trois-ans"},
		{"2026-11-21", "milestones/ins-generalisation", "partially_met overdue first=2021 due=2021 slip=0[0,0] source=bilan-trois-ans"},
	}},
	{"12 · said in one year, read in an article of a later one", []look{
		{"2020-11-29", "statements/hdh-leaving-azure-2020", "unknown"},
		{"2020-11-30", "statements/hdh-leaving-azure-2020", "announced 2022-12-31 stated stated=2020-11 quoted cites=numerama-2022-09(olivier-veran)<veran-cnil-2020"},
		{"2022-01-23", "statements/hdh-leaving-azure-2020", "announced 2022-12-31 stated stated=2020-11 quoted cites=numerama-2022-09(olivier-veran)<veran-cnil-2020"},
		{"2022-01-24", "statements/hdh-leaving-azure-2020", "announced 2022-12-31 stated stated=2020-11 quoted cites=numerama-2022-09(olivier-veran)<veran-cnil-2020,mind-2022-01-24(ministere-sante)"},
		{"2020-11-29", "milestones/hdh-leaving-azure", "unknown"},
		{"2020-11-30", "milestones/hdh-leaving-azure", "scheduled pending first=2022-12-31 due=2022-12-31 slip=0[0,0] source=numerama-2022-09"},
		{"2022-09-08", "milestones/hdh-leaving-azure", "scheduled pending first=2022-12-31 due=2022-12-31 slip=0[0,0] source=numerama-2022-09"},
		{"2022-09-09", "milestones/hdh-leaving-azure", "scheduled pending first=2022-12-31 due=2025 slip=1096[732,1096] moves=1 source=numerama-2022-09"},
		{"2025-12-31", "milestones/hdh-leaving-azure", "scheduled pending first=2022-12-31 due=2025 slip=1096[732,1096] moves=1 source=numerama-2022-09"},
		{"2026-01-01", "milestones/hdh-leaving-azure", "scheduled overdue first=2022-12-31 due=2025 slip=1096[732,1096] moves=1 source=numerama-2022-09"},
		{"2020-11-29", "sources/numerama-2022-09", "unknown"},
		{"2020-11-30", "sources/numerama-2022-09", "numerama-2022-09"},
		{"2020-11-30", "sources/veran-cnil-2020", "veran-cnil-2020"},
		{"2020-11-29", "people/olivier-veran", "unknown"},
		{"2020-11-30", "people/olivier-veran", "Olivier Véran source=numerama-2022-09"},
		{"2022-09-30", "people/olivier-veran", "Olivier Véran offices=ministere-sante Ministry of Health and Prevention source=numerama-2022-09"},
	}},
	{"13 · two programmes, one envelope", []look{
		{"2024-03-26", "funding/mes-dmp-contract-460m-2024", "unknown"},
		{"2024-03-27", "funding/mes-dmp-contract-460m-2024", "€460M flow=committed also=dmp additive=true stated=2024-03-27 quoted cites=lettre-conseil-460m"},
		{"2021-08-23", "funding/esms-600m-2021", "unknown"},
		{"2021-08-24", "funding/esms-600m-2021", "€600M flow=announced period=2022/2025 also=segur-numerique additive=true stated=2021-08-24 published cites=dsih-4342"},
		{"2022-09-29", "funding/esms-600m-2021", "€600M flow=announced period=2022/2025 also=segur-numerique additive=true stated=2021-08-24 published cites=dsih-4342"},
		{"2022-09-30", "funding/esms-600m-2021", "€600M flow=announced period=2022/2025 also=segur-numerique part_of=segur-2bn-2022 basis=deduced additive=false stated=2021-08-24 published cites=dsih-4342"},
		{"2023-04-24", "funding/esms-150m-2023", "unknown"},
		{"2023-04-25", "funding/esms-150m-2023", "€150M flow=announced period=2023 part_of=esms-600m-2021 basis=deduced additive=false stated=2023-04-25 published cites=dsih-5096"},
		{"2021-08-23", "programmes/segur-numerique", "unknown"},
		{"2021-08-24", "programmes/segur-numerique", "Ségur du numérique en santé names=1 source=dsih-4342"},
	}},
	{"14 · a milliard, and for example a hundred millions", []look{
		{"2018-01-22", "funding/gpi-23-1bn-2018", "unknown"},
		{"2018-01-23", "funding/gpi-23-1bn-2018", "€1bn flow=announced period=2018/2022 additive=true stated=2018-01-23 published cites=mind-2018-cirre(philippe-cirre)"},
		{"2018-01-22", "funding/gpi-23-ai-100m-2018", "unknown"},
		{"2018-01-23", "funding/gpi-23-ai-100m-2018", "€100M flow=announced part_of=gpi-23-1bn-2018 basis=deduced additive=false stated=2018-01-23 published cites=mind-2018-cirre(philippe-cirre)"},
	}},
	{"15 · still far, then reached at the latest on a day", []look{
		{"2023-05-01", "milestones/mes-documents-250m", "unknown"},
		{"2023-05-02", "milestones/mes-documents-250m", "scheduled pending first=2023-05-02/2023-12-31 due=2023-05-02/2023-12-31 slip=0[0,0] measure=250 million documents a year of=mes-documents-yearly source=klesia-2023"},
		{"2023-09-20", "milestones/mes-documents-250m", "scheduled pending first=2023-05-02/2023-12-31 due=2023-05-02/2023-12-31 slip=0[0,0] measure=250 million documents a year of=mes-documents-yearly source=klesia-2023"},
		{"2023-09-21", "milestones/mes-documents-250m", "in_progress pending first=2023-05-02/2023-12-31 due=2023-05-02/2023-12-31 slip=0[0,0] measure=250 million documents a year of=mes-documents-yearly source=biologiste-365-cosui"},
		{"2023-12-31", "milestones/mes-documents-250m", "in_progress pending first=2023-05-02/2023-12-31 due=2023-05-02/2023-12-31 slip=0[0,0] measure=250 million documents a year of=mes-documents-yearly source=biologiste-365-cosui"},
		{"2024-01-01", "milestones/mes-documents-250m", "in_progress overdue first=2023-05-02/2023-12-31 due=2023-05-02/2023-12-31 slip=0[0,0] measure=250 million documents a year of=mes-documents-yearly source=biologiste-365-cosui"},
		{"2024-10-06", "milestones/mes-documents-250m", "in_progress overdue first=2023-05-02/2023-12-31 due=2023-05-02/2023-12-31 slip=0[0,0] measure=250 million documents a year of=mes-documents-yearly source=biologiste-365-cosui"},
		{"2024-10-07", "milestones/mes-documents-250m", "met undetermined first=2023-05-02/2023-12-31 due=2023-05-02/2023-12-31 met=2023-09-22/2024-10-07 slip=281[-100,524] told=2024-10-07 measure=250 million documents a year of=mes-documents-yearly source=dayfr-66m"},
		{"2026-11-21", "milestones/mes-documents-250m", "met undetermined first=2023-05-02/2023-12-31 due=2023-05-02/2023-12-31 met=2023-09-22/2024-10-07 slip=281[-100,524] told=2024-10-07 measure=250 million documents a year of=mes-documents-yearly source=dayfr-66m"},
		{"2023-05-01", "observations/mes-documents-250m-target", "unknown"},
		{"2023-05-02", "observations/mes-documents-250m-target", "250 million documents a year as_of=2023-05-02/2023-12-31 target stated=2023-05-02 published cites=klesia-2023"},
		{"2024-10-07", "observations/mes-documents-250m-target", "250 million documents a year as_of=2023-05-02/2023-12-31 target stated=2023-05-02 published cites=klesia-2023"},
		{"2023-05-01", "indicators/mes-documents-yearly", "unknown"},
		{"2023-05-02", "indicators/mes-documents-yearly", "flow unit=document per=year source=klesia-2023"},
	}},
	{"16 · doubled budgets, and a price for a month", []look{
		{"2023-12-31", "funding/cyber-budgets-doubling-2023", "doubling flow=announced period=2024 additive=false stated=2023-12 published cites=hospitalia-63(hela-ghariani)"},
		{"2023-12-31", "observations/cyber-budgets-multiplier-2024", "×2 as_of=2024 target stated=2023-12 published cites=hospitalia-63(hela-ghariani)"},
		{"2023-12-30", "programmes/care", "unknown"},
		{"2023-12-31", "programmes/care", "Cyber accélération et résilience des établissements acronym=CaRE names=1 source=hospitalia-63"},
		{"2013-12-30", "funding/dmp-hosting-2013", "unknown"},
		{"2013-12-31", "funding/dmp-hosting-2013", "at least €400,000 a month flow=paid per=month additive=false stated=2013 deduced cites=an-14-171634"},
	}},
	{"17 · not a priority", []look{
		{"2016-07-30", "milestones/blue-button-tool", "unknown"},
		{"2016-07-31", "milestones/blue-button-tool", "scheduled pending source=mind-2018-cirre"},
		{"2018-01-22", "milestones/blue-button-tool", "scheduled pending source=mind-2018-cirre"},
		{"2018-01-23", "milestones/blue-button-tool", "scheduled pending moves=1 source=mind-2018-cirre"},
		{"2026-11-21", "milestones/blue-button-tool", "scheduled pending moves=1 source=mind-2018-cirre"},
		{"2016-07-30", "programmes/blue-button", "unknown"},
		{"2016-07-31", "programmes/blue-button", "Blue button names=1 source=mind-2018-cirre"},
	}},
	{"what was refused, and what was put right", []look{
		{"2026-11-20", "exclusions/mes-227m", "unknown"},
		{"2026-11-21", "exclusions/mes-227m", "source=iref-mes"},
		{"2026-11-19", "corrections/dmp-210m-period", "unknown"},
		{"2026-11-20", "corrections/dmp-210m-period", "target=dmp-210m-cour-2012"},
	}},
}

func TestHardCases(t *testing.T) {
	d := hardCases(t)
	days := map[string]*dataset.Rows{}
	for _, c := range hardCaseLooks {
		t.Run(c.name, func(t *testing.T) {
			for _, l := range c.looks {
				if days[l.day] == nil {
					days[l.day] = at(t, d, l.day)
				}
				if got := describe(days[l.day], l.ref); got != l.want {
					t.Errorf("on %s, %s\n got: %s\nwant: %s", l.day, l.ref, got, l.want)
				}
			}
		})
	}
}

// Case 1 in sums: how many rows answer the question, and what it counts.
func TestHardCaseQuestionCountsOneRow(t *testing.T) {
	d := hardCases(t)
	for _, c := range []struct {
		day   string
		rows  int
		count int64
	}{
		{"2012-07-30", 0, 0},
		{"2013-01-01", 2, 210_000_000},
		{"2014-01-05", 3, 210_000_000},
		{"2014-01-20", 4, 210_000_000},
		{"2026-11-21", 4, 210_000_000},
	} {
		var rows int
		var count int64
		for _, f := range at(t, d, c.day).Funding {
			if f.Question == "dmp-cost-to-2013" {
				rows++
				if f.Additive {
					count += *f.AmountEUR
				}
			}
		}
		if rows != c.rows || count != c.count {
			t.Errorf("on %s: %d rows that count %d €, want %d and %d", c.day, rows, count, c.rows, c.count)
		}
	}
}

// Case 3 without the editors' choice: neither day excludes the promised month.
func TestHardCaseRivalDaysWithoutPreferred(t *testing.T) {
	d := hardCases(t)
	for _, p := range d.Programmes {
		for _, m := range p.Milestones {
			for _, s := range m.Statements {
				if s.ID == "mes-national-opening-2022" {
					s.Rank, s.RankReason = "normal", dataset.Text{}
				}
			}
		}
	}
	for _, l := range []look{
		{"2022-06-30", "milestones/mes-national-opening", "met late first=2022-01 due=2022-01 met=2022-02-03 slip=3[3,33] told=2022-02-03 source=mind-2022-02-03"},
		{"2023-12-31", "milestones/mes-national-opening", "met undetermined first=2022-01 due=2022-01 met=2022-01-01/2022-02-03 slip=3[-30,33] told=2022-02-03 source=hospitalia-63"},
	} {
		if got := describe(at(t, d, l.day), l.ref); got != l.want {
			t.Errorf("on %s, %s\n got: %s\nwant: %s", l.day, l.ref, got, l.want)
		}
	}
}

func hardCases(t testing.TB) *dataset.Dataset {
	t.Helper()
	d, findings := datasettest.Load("testdata/hard-cases")
	if err := findings.Err(); err != nil {
		t.Fatal(err)
	}
	return d
}

func dayOf(t testing.TB, day string) dataset.Day {
	t.Helper()
	parsed, err := edtf.ParseDay(day)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func at(t testing.TB, d *dataset.Dataset, day string) *dataset.Rows {
	t.Helper()
	return d.At(dayOf(t, day))
}

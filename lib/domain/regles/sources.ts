/**
 * Where each rule comes from. A quotation is the exact words of the source, line breaks apart: a test holds
 * each one against tests/fixtures/sources.
 */
type Source = { reference: string; citation?: string };

const NOTE_156 = "Rapport IGÉSR, chap. 4 § 1.2, note 156";
const NOTE_150 = "Rapport IGÉSR, chap. 4 § 1.2, note 150";
const CHAP_4 = "Rapport IGÉSR, chap. 4 § 1.2";

const note156 = (citation: string): Source => ({ reference: NOTE_156, citation });

export const SOURCES_REGLES = {
  plafond: {
    reference: "Rapport IGÉSR, chap. 4 § 1.2 et note 150",
    citation: "avec une subvention maximale de 70 % du coût du projet",
  },
  seuil: { reference: NOTE_150, citation: "avec un seuil minimum de 1 M€ de subvention" },
  plafondDiagnostic: { reference: NOTE_150, citation: "La subvention pour les diagnostics est plafonnée à 200 k€" },
  // One sentence run for both limits: five years, and six months for a diagnostic.
  duree: {
    reference: NOTE_150,
    citation:
      "la durée des projets est d’au plus 5 ans et le montant de la subvention représente au plus 70 % du coût du projet avec un seuil minimum de 1 M€ de subvention. La subvention pour les diagnostics est plafonnée à 200 k€ et la durée à 6 mois",
  },
  consortium: {
    reference: "Rapport IGÉSR, chap. 4 § 3.2, note 168",
    citation: "le reste des financements étant abondés par les partenaires du consortium du projet",
  },
  cofinancer: {
    reference: "Rapport IGÉSR, chap. 1 § 2.5",
    citation: "les évolutions aux côtés des régions, des entreprises et des autorités académiques",
  },
  depenses: note156("le financement du bâti ou des postes pérennes n’était pas autorisé"),
  cumul: note156(
    "la complémentarité des moyens demandés avec les investissements récemment réalisés notamment dans le cadre de projets investissements d’avenir (PIA2, PIA3, AMI CMA, …) devait y être explicitée",
  ),
  aideEtat: {
    reference: "Règlements (UE) 651/2014, art. 31, et 2023/2831 (de minimis)",
  },
  strategie: note156("S’inscrire dans le cadre de la stratégie régionale fixée par le recteur de région académique"),
  region: {
    reference: `${NOTE_156} ; CPRDFOP Bourgogne-Franche-Comté`,
    citation: "validés et soutenus par le conseil régional",
  },
  beneficiaire: note156(
    "Être conduit au bénéfice d’un établissement secondaire d’enseignement professionnel ou d’un réseau d’établissements",
  ),
  equipements: note156("S’inscrire dans une logique de coopération autour des équipements"),
  parcours: note156("combinant plusieurs niveaux de certification du CAP à l’enseignement supérieur"),
  portage: note156("Bénéficier d’un portage financier par un opérateur public adapté"),
  economie: note156(
    "S’inscrire dans le projet économique du territoire et être appuyé par des acteurs économiques légitimes",
  ),
  diagnostic: { reference: CHAP_4, citation: "être basés sur un diagnostic précis" },
  besoins: { reference: CHAP_4, citation: "répondre à des besoins économiques identifiés" },
  apprenants: { reference: CHAP_4, citation: "définir une stratégie d’identification des apprenants" },
  autoevaluation: { reference: CHAP_4, citation: "la capacité d’autoévaluation sont essentielles" },
  impact: {
    reference: CHAP_4,
    citation:
      "avoir un impact sur la transformation de l’offre de formation, notamment en créant des places en formation",
  },
  lettreIntention: {
    reference: "Rapport IGÉSR, chap. 4, note 167",
    citation: "Après validation de la lettre d’intention en date du 16 décembre 2024",
  },
  saison2: { reference: "Texte public de la saison 2 (lu en partie)" },
  filiere: {
    reference: "Rapport IGÉSR, chap. 4 § 1, note 147",
    citation: "s’inscrit dans le cadre des objectifs et leviers de France 2030",
  },
  volets: { reference: CHAP_4, citation: "L’AMI CMA est structuré en quatre volets" },
  egalite: {
    reference: "CPRDFOP Bourgogne-Franche-Comté, axe stratégique transversal n° 12",
    citation: "Promouvoir l’égalité entre les femmes et les hommes",
  },
  coherence: { reference: "Règle de cohérence de Rigel" },
} as const satisfies Record<string, Source>;

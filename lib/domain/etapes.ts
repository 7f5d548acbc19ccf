/** The tasklist of a dossier: its sections in a few stages, where each stands, and what to do next. */
import { type Completude, estATraiter, sectionsDuDossier } from "./completude";
import type { Dossier } from "./dossier";
import type { Attendu, Manque } from "./estimation";
import type { CodeSection } from "./sections";
import type { Constat, Resultat } from "./verdict";

export type Stade = {
  code: "cadrer" | "consortium" | "chiffrer" | "carte" | "preuves" | "depot";
  nom: string;
  /** Why it comes at this place, for someone who has never done it. */
  pourquoi: string;
  sections: readonly CodeSection[];
};

/** The order of the sections themselves, so that « Section suivante » follows it. */
export const STADES: readonly Stade[] = [
  {
    code: "cadrer",
    nom: "Cadrer",
    pourquoi:
      "Dire en quelques pages ce que le projet change, pour qui et pourquoi ici. Le reste du dossier en découle, et ces textes servent à convaincre les partenaires.",
    sections: ["identite", "lettre", "diagnostic", "strategie"],
  },
  {
    code: "consortium",
    nom: "Constituer le consortium",
    pourquoi:
      "Les lettres d’engagement demandent souvent plusieurs semaines : plus tôt les partenaires sont connus, mieux c’est.",
    sections: ["partenaires"],
  },
  {
    code: "chiffrer",
    nom: "Chiffrer",
    pourquoi: "Le coût fixe le plafond de la subvention, puis le plan de financement doit l’égaler au centime.",
    sections: ["budget", "financement"],
  },
  {
    code: "carte",
    nom: "Transformer la carte",
    pourquoi: "Les places ouvertes ou transformées, puis ce que vous mesurerez chaque année.",
    sections: ["transformations", "publics"],
  },
  {
    code: "preuves",
    nom: "Rassembler les preuves",
    pourquoi: "Les documents datés que le dossier cite. Demandez-les dès le début : ils viennent d’autres que vous.",
    sections: ["pieces"],
  },
  {
    code: "depot",
    nom: "Vérifier et déposer",
    pourquoi:
      "Relire ce que les règles disent du dossier, justifier ce qui doit l’être, puis figer la version déposée.",
    sections: ["verification", "depot"],
  },
];

/** `facultatif`: nothing is there, and this regime asks for nothing there. */
export type EtatEtape = Completude["etat"] | "facultatif" | "pret" | "en_attente";

export type Etape = {
  section: CodeSection;
  nom: string;
  etat: EtatEtape;
  /** Findings whose first field is here. */
  constats: readonly Constat[];
  /** Expected answers that no finding above already names. */
  manques: readonly Manque[];
};

export type StadeVu = Omit<Stade, "sections"> & { etapes: readonly Etape[] };

/** The two last steps, of the whole dossier: nothing is typed there. */
export const D_ENSEMBLE: readonly CodeSection[] = ["verification", "depot"];

/** Every section of this dossier in its stage; stages left empty by the regime are gone. */
export function etapesDe(
  dossier: Dossier,
  resultat: Resultat,
  completudes: Readonly<Record<CodeSection, Completude>>,
  manques: readonly Manque[],
  { avecLettre }: Attendu,
): StadeVu[] {
  const sections = new Map(sectionsDuDossier(avecLettre).map((s) => [s.code, s.nom]));
  const attentes = resultat.constats.filter((c) => estATraiter(c, dossier.justifications));
  const une = (section: CodeSection): Etape => {
    const nom = sections.get(section) ?? section;
    if (D_ENSEMBLE.includes(section)) {
      const libre = attentes.length === 0;
      const etat = section === "depot" ? (libre ? "pret" : "en_attente") : libre ? "complet" : "a_traiter";
      return { section, nom, etat, constats: [], manques: [] };
    }
    const constats = attentes.filter((c) => c.champs[0]?.section === section);
    const nommes = new Set(constats.flatMap((c) => c.champs.map((ch) => `${ch.section}#${ch.id}`)));
    const propres = manques.filter((m) => m.section === section);
    const { etat } = completudes[section];
    const rienAttendu = etat === "non_commence" && constats.length === 0 && propres.length === 0;
    return {
      section,
      nom,
      // The rules ask for nothing more: what is still empty may be told, and holds nobody back.
      etat: rienAttendu ? "facultatif" : etat,
      constats,
      manques: propres.filter((m) => !nommes.has(`${m.champ.section}#${m.champ.id}`)),
    };
  };
  return STADES.flatMap((stade) => {
    const siennes = stade.sections.filter((s) => sections.has(s));
    return siennes.length === 0 ? [] : [{ ...stade, etapes: siennes.map(une) }];
  });
}

const FINIES: readonly EtatEtape[] = ["complet", "facultatif", "pret"];
export const estFinie = (etape: Etape): boolean => FINIES.includes(etape.etat);

/** The next best step: the first section that is not done, the verdicts once all are, filing at last. */
export const prochaineEtape = (stades: readonly StadeVu[]): Etape => {
  const etapes = stades.flatMap((s) => s.etapes);
  return etapes.find((e) => !estFinie(e)) ?? (etapes.at(-1) as Etape);
};

/** The answers that the estimate counts: those of the sections that are not done. */
export const manquesComptes = (stades: readonly StadeVu[], manques: readonly Manque[]): Manque[] => {
  const finies = new Set(stades.flatMap((s) => s.etapes.filter(estFinie).map((e) => e.section)));
  return manques.filter((m) => !finies.has(m.section));
};

/** Sections before and after this one, in the tasklist's order; null at both ends. */
export function voisines(
  section: CodeSection,
  avecLettre: boolean,
): Record<"precedente" | "suivante", { code: CodeSection; nom: string } | null> {
  const suite = sectionsDuDossier(avecLettre);
  const rang = suite.findIndex((s) => s.code === section);
  if (rang < 0) return { precedente: null, suivante: suite[0] ?? null };
  return { precedente: suite[rang - 1] ?? null, suivante: suite[rang + 1] ?? null };
}

import { nomRegion } from "@/lib/domain/nomenclatures";
import type { CodeRole } from "@/lib/domain/roles";

type Habilitation = { role: CodeRole; regionAcademique: string | null };
type Titre = { titre: string; intro: string };

const TITRES: Partial<Record<CodeRole, Titre>> = {
  equipe_projet: {
    titre: "Vos dossiers",
    intro: "Les projets dont vous êtes membre, du brouillon au suivi.",
  },
  region_academique: {
    titre: "Dossiers de la région académique",
    intro: "tous les dossiers de la région, du brouillon au suivi. Vous lisez tout.",
  },
  conseil_regional: {
    titre: "Dossiers de la Région",
    intro: "les projets du territoire, dès leur lettre d’intention.",
  },
  evaluateur_sgpi: {
    titre: "Dossiers déposés",
    intro: "Tous les dossiers déposés, avec le verdict de chaque règle.",
  },
  operateur: {
    titre: "Projets financés",
    intro: "Les projets conventionnés, de la convention à la clôture.",
  },
  lecteur_national: {
    titre: "Dossiers de toutes les régions",
    intro: "Tous les dossiers, du brouillon au suivi, en lecture.",
  },
};

const DEFAUT: Titre = { titre: "Dossiers", intro: "Les dossiers qui entrent dans votre périmètre." };

/** Heading by role. A person with several roles sees the union of their dossiers, so the plain heading. */
export function titreListe(habilitations: readonly Habilitation[]): Titre {
  const roles = new Set(habilitations.map((h) => h.role));
  const seul = roles.size === 1 ? habilitations[0] : undefined;
  const lu = seul && TITRES[seul.role];
  if (!seul || !lu) return DEFAUT;
  const deRegion = seul.role === "region_academique" || seul.role === "conseil_regional";
  const regions = [
    ...new Set(habilitations.flatMap((h) => (h.regionAcademique ? [nomRegion(h.regionAcademique)] : []))),
  ];
  return deRegion && regions.length > 0 ? { ...lu, intro: `${regions.join(", ")} : ${lu.intro}` } : lu;
}

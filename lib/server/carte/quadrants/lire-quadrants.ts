import "server-only";
import {
  FRANCE,
  type Moyennes,
  positionner,
  positionsDifferentes,
  tauxAnterieurs,
  tauxUtilisables,
} from "@/lib/domain/carte/quadrant";
import type { CodeRegionAcademique } from "@/lib/domain/nomenclatures";
import type { ChoixQuadrants, FormationPlacee, VueQuadrants } from "@/lib/schemas/carte-quadrants";
import { lecture, type Tx } from "@/lib/server/base";
import { type Agent, peut } from "@/lib/server/droits";
import { interdit } from "@/lib/server/erreur";
import { formation, niveauFormation } from "@/lib/server/reference";
import { tenirAJour } from "@/lib/server/referentiels/tenir-a-jour";
import type { TauxDevenir } from "@/prisma/genere/client";

/** Rates are compared within the voie scolaire: the means that « good » refers to are its own. */
const VOIE = "scolaire";

const croissant = new Intl.Collator("fr").compare;

export const enMoyennes = (taux: Pick<TauxDevenir, "emploi" | "poursuite"> | undefined): Moyennes | null =>
  taux === undefined || taux.emploi === null || taux.poursuite === null
    ? null
    : { emploi: taux.emploi, poursuite: taux.poursuite };

function placer(t: TauxDevenir, regionales: Moyennes | null, nationales: Moyennes | null): FormationPlacee {
  const regionale = positionner(t, regionales);
  const nationale = positionner(t, nationales);
  const { emploi, poursuite } = tauxUtilisables(t);
  const connue = formation(t.cfd);
  const ouverture = connue?.ouverture ?? null;
  return {
    cfd: t.cfd,
    libelle: connue?.libelle ?? t.cfd,
    emploi,
    poursuite,
    // Published of the same leavers: too few for one is too few for the other.
    devenir: regionale?.motif === "effectif" ? null : t.devenir,
    sortants: t.sortants,
    ouverteApres: tauxAnterieurs(ouverture, t.millesime) ? ouverture : null,
    regionale,
    nationale,
    differe: positionsDifferentes(regionale, nationale),
  };
}

/** What there is to choose from in the région: diplomas by number of formations, millésimes latest first. */
async function disponibles(tx: Tx, region: string) {
  const groupes = await tx.tauxDevenir.groupBy({
    by: ["niveau", "millesime"],
    where: { territoire: region, voie: VOIE, cfd: { not: "" } },
    _count: true,
  });
  const millesimes = [...new Set(groupes.map((g) => g.millesime))].sort().reverse();
  return { groupes, millesimes };
}

/**
 * The formations of a région and a diploma, each with its position against the regional and the national means. The latest
 * millésime and the diploma with the most formations unless said. Null: no rate was imported for this région. Published
 * figures: whoever may open the carte reads those of any région.
 */
export async function lireQuadrants(
  agent: Agent,
  { region, diplome, millesime, domaine }: Omit<ChoixQuadrants, "region"> & { region: CodeRegionAcademique },
): Promise<VueQuadrants | null> {
  if (!peut(agent, "carte.consulter")) throw interdit();
  return lecture(async (tx) => {
    await tenirAJour(tx);
    const { groupes, millesimes } = await disponibles(tx, region);
    const annee = millesimes.find((m) => m === millesime) ?? millesimes[0];
    if (annee === undefined) return null;
    const deAnnee = groupes.filter((g) => g.millesime === annee).sort((a, b) => b._count - a._count);
    const code = deAnnee.find((g) => g.niveau === diplome)?.niveau ?? deAnnee[0]?.niveau;
    if (code === undefined) return null;
    const lus = await tx.tauxDevenir.findMany({
      where: {
        millesime: annee,
        niveau: code,
        voie: VOIE,
        OR: [{ territoire: region }, { territoire: FRANCE, cfd: "" }],
      },
    });
    const moyenne = (territoire: string) => enMoyennes(lus.find((t) => t.cfd === "" && t.territoire === territoire));
    const [regionale, nationale] = [moyenne(region), moyenne(FRANCE)];
    const placees = lus
      .filter((t) => t.cfd !== "" && (domaine === undefined || dansDomaine(t.cfd, domaine)))
      .map((t) => placer(t, regionale, nationale))
      .sort((a, b) => croissant(a.libelle, b.libelle));
    const nom = (n: string) => ({ code: n, court: niveauFormation(n)?.court ?? n });
    return {
      region,
      diplome: { ...nom(code), libelle: niveauFormation(code)?.libelle ?? code },
      millesime: annee,
      domaine: domaine ?? null,
      diplomes: deAnnee.map((g) => nom(g.niveau)).sort((a, b) => croissant(a.court, b.court)),
      millesimes,
      moyennes: { regionale, nationale },
      formations: placees.filter((f) => f.emploi !== null && f.poursuite !== null),
      horsQuadrant: placees.filter((f) => f.emploi === null || f.poursuite === null),
      sources: [...new Set(lus.map((t) => t.source))].filter((s) => s !== "").sort(croissant),
    };
  });
}

const dansDomaine = (cfd: string, domaine: "production" | "services"): boolean =>
  formation(cfd)?.plateau === (domaine === "production");

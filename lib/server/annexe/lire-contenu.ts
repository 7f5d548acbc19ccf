import "server-only";
import type { ContenuAnnexe } from "@/lib/domain/annexe/contenu";
import { appliquer, type Changement, inverser } from "@/lib/domain/edition/changements";
import { contenuDeSection } from "@/lib/schemas/contenus";
import type { Tx } from "@/lib/server/base";
import { SELECTION_FICHIER, versFichier } from "@/lib/server/dossiers/lignes";
import { clesDe, placesDe } from "@/lib/server/dossiers/places-lignes";
import type { Etat } from "@/lib/server/edition/essayer-lot";
import { deballer } from "@/lib/server/edition/lire-nouveautes";
import { regimeDe } from "@/lib/server/regimes/lire-regimes";

/** Sections that the annexe shows. */
const SECTIONS = ["identite", "partenaires", "budget", "financement"] as const;
type Contenus = Record<(typeof SECTIONS)[number], unknown>;

const contenusDe = ({ fichier, cles }: Etat): Contenus => ({
  identite: contenuDeSection(fichier, "identite", cles),
  partenaires: contenuDeSection(fichier, "partenaires", cles),
  budget: contenuDeSection(fichier, "budget", cles),
  financement: contenuDeSection(fichier, "financement", cles),
});

const versContenu = (c: Contenus): ContenuAnnexe => {
  const { debut, dureeMois } = c.identite as ContenuAnnexe;
  const { partenaires } = c.partenaires as ContenuAnnexe;
  const { budget } = c.budget as ContenuAnnexe;
  const { financements, repartition } = c.financement as ContenuAnnexe;
  return { debut, dureeMois, partenaires, budget, financements, repartition };
};

export const contenuAnnexe = (etat: Etat): ContenuAnnexe => versContenu(contenusDe(etat));

/** The dossier as the annexe needs it. The caller has checked the right, in this transaction. */
export async function lireDossier(tx: Tx, id: string) {
  const lu = await tx.dossier.findUniqueOrThrow({
    where: { id },
    select: { ...SELECTION_FICHIER, revision: true, regimeNumero: true },
  });
  const etat: Etat = { fichier: versFichier(lu), cles: clesDe(placesDe(lu)) };
  return { etat, revision: lu.revision, regime: await regimeDe(tx, etat.fichier.regime, lu.regimeNumero) };
}

/** In the order that `comparer` gives within one write: what `inverser` takes back whole. */
const RANG_TYPE: Readonly<Record<string, number>> = { retrait: 0, ajout: 1, champ: 2 };

/** Writes taken back at most: three full grids. A file may name any revision, and a dossier lives for years. */
export const HISTOIRE_MAX = 20_000;

/**
 * The same, as it was at an older revision: what was written since, taken back from the history of the fields. null: too much was
 * written since.
 */
export async function contenuALaRevision(
  tx: Tx,
  dossierId: string,
  etat: Etat,
  revision: number,
  max = HISTOIRE_MAX,
): Promise<ContenuAnnexe | null> {
  const where = { dossierId, revision: { gt: revision }, appliquee: true, section: { in: [...SECTIONS] } };
  if ((await tx.modificationChamp.count({ where })) > max) return null;
  const ecrites = await tx.modificationChamp.findMany({
    where,
    orderBy: [{ revision: "asc" }, { adresse: "asc" }],
    select: { revision: true, section: true, adresse: true, type: true, rang: true, avant: true, apres: true },
  });
  const contenus = contenusDe(etat);
  for (const section of SECTIONS) {
    const siennes = ecrites
      .filter((e) => e.section === section)
      .sort((a, b) => a.revision - b.revision || (RANG_TYPE[a.type] ?? 2) - (RANG_TYPE[b.type] ?? 2));
    const changements = siennes.map(
      ({ type, adresse, rang, avant, apres }) =>
        ({ type, adresse, rang: rang ?? 0, avant: deballer(avant), apres: deballer(apres) }) as Changement,
    );
    contenus[section] = appliquer(section, contenus[section], inverser(changements));
  }
  return versContenu(contenus);
}

import "server-only";
import { COMPTES } from "@/lib/domain/carte/comptes";
import { ecrireMotif } from "@/lib/domain/carte/constat";
import { type CompteEcart, ECARTS, estEcart, promisesEtOuvertes } from "@/lib/domain/carte/manquantes";
import { BASES, METHODES, TYPES_DEMANDE, type TypeDemande } from "@/lib/domain/carte/methodes";
import { nomRegion } from "@/lib/domain/nomenclatures";
import { enteteDe } from "@/lib/domain/orion/champs";
import type { Voie } from "@/lib/domain/places";
import { plier } from "@/lib/domain/plier";
import { TYPE_XLSX } from "@/lib/integrations/classeur/ecrire";
import { type CelluleTable, type ColonneTable, fluxTable } from "@/lib/integrations/classeur/ecrire-table";
import type { ConstatListe } from "@/lib/schemas/carte-demandes";
import type { FiltresCarte } from "@/lib/schemas/carte-filtres";
import { base, transaction } from "@/lib/server/base";
import { lireConstats, preparer, type Rang, ranger } from "@/lib/server/carte/lister-demandes";
import { type Agent, cartePermise, dossiersVisibles, etendueCarte, peut } from "@/lib/server/droits";
import { interdit } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { fluxCsv } from "@/lib/server/tableau-csv";
import type { Prisma } from "@/prisma/genere/client";

/** Rows asked for at once: what is held in memory, whatever the length of the table. */
const LOT = 1_000;

type Lue = Prisma.DemandeOrionGetPayload<object> & {
  places: number | null;
  constat: ConstatListe | null;
  dossiers: string;
};
type Colonne = { nom: string; largeur: number; lire: (d: Lue) => CelluleTable };

const tel = (champ: keyof Lue, largeur = 12): Colonne => ({
  nom: enteteDe(champ),
  largeur,
  lire: (d) => d[champ] as CelluleTable,
});
const ouiNon = (v: boolean | null): string | null => (v === null ? null : v ? "oui" : "non");

/** Headers of Orion where it has them, so that a colleague finds the columns of their export again. */
const COLONNES: readonly Colonne[] = [
  tel("numero", 14),
  tel("uai"),
  tel("etablissement", 32),
  tel("commune", 20),
  {
    nom: "Région académique",
    largeur: 24,
    lire: (d) => (d.regionAcademique === null ? null : nomRegion(d.regionAcademique)),
  },
  tel("academie"),
  tel("departement"),
  tel("secteur"),
  tel("cfd"),
  tel("formation", 40),
  tel("dispositif"),
  tel("diplome", 14),
  { nom: "Niveau", largeur: 8, lire: (d) => d.niveau },
  tel("rentree", 8),
  { nom: enteteDe("type"), largeur: 18, lire: (d) => TYPES_DEMANDE[d.type as TypeDemande] ?? d.type },
  tel("statut", 20),
  ...(
    [
      ...(["scolaireActuelle", "scolaireFuture", "scolaireColoreeActuelle", "scolaireColoreeFuture"] as const),
      ...(["apprentissageActuelle", "apprentissageFuture"] as const),
      ...(["apprentissageColoreeActuelle", "apprentissageColoreeFuture"] as const),
    ] as const
  ).map((champ) => tel(champ, 14)),
  tel("coloration", 28),
  { nom: enteteDe("amiCma"), largeur: 10, lire: (d) => ouiNon(d.amiCma) },
  tel("filiereCmq", 24),
  tel("nomCmq", 28),
  { nom: enteteDe("quadrant"), largeur: 12, lire: (d) => (d.quadrant === "HQ" ? "Hors quadrant" : d.quadrant) },
  { nom: "Dossiers rattachés", largeur: 24, lire: (d) => d.dossiers },
];

const constatee = (nom: string, champ: keyof ConstatListe, largeur = 14): Colonne => ({
  ...{ nom, largeur },
  lire: (d) => d.constat?.[champ] ?? null,
});
const CONSTATEES: readonly Colonne[] = [
  constatee("Places constatées en voie scolaire", "scolaire"),
  constatee("Places colorées constatées en voie scolaire", "scolaireColoree"),
  constatee("Places constatées en apprentissage", "apprentissage"),
  constatee("Places colorées constatées en apprentissage", "apprentissageColoree"),
  constatee("Rentrée du constat", "rentree", 10),
];
const MOTIF: Colonne = {
  ...{ nom: "Motif de l’écart", largeur: 32 },
  lire: (d) => (d.constat === null ? null : ecrireMotif(d.constat.motif, d.constat.precision) || null),
};

function cotes(compte: CompteEcart, voie: Voie | undefined): Colonne[] {
  const quoi = compte === "ecart" ? "Places" : "Places colorées";
  return (["promises", "ouvertes"] as const).map((cote) => ({
    ...{ nom: `${quoi} ${cote}`, largeur: 14 },
    lire: (d) => (d.constat === null ? null : promisesEtOuvertes(d, d.constat, compte, voie)[cote]),
  }));
}

/** With a figure: the places that it counts in each row, under its whole name; with what was observed when it reads that. */
function colonnes({ methode, base: b, compte, voie }: FiltresCarte): readonly Colonne[] {
  if (methode === "" || b === "" || compte === "") return COLONNES;
  const nom = estEcart(compte)
    ? ECARTS[compte]
    : `${COMPTES[compte]} (${METHODES[methode].nom}, ${BASES[b].nom.toLocaleLowerCase("fr")})`;
  const comptees: Colonne = { nom, largeur: 20, lire: (d) => d.places };
  if (b !== "constate") return [...COLONNES, comptees];
  if (!estEcart(compte)) return [...COLONNES, ...CONSTATEES, comptees];
  return [...COLONNES, ...CONSTATEES, ...cotes(compte, voie || undefined), comptees, MOTIF];
}

/** « demandes-carte-auvergne-rhone-alpes-2025-constate »: two exports kept side by side are told apart. */
function nomFichier(agent: Agent, { region, rentree, base: b }: FiltresCarte): string {
  const { partout, regions, uais } = etendueCarte(agent, "carte.lire");
  const lues = new Set(regions);
  // Whoever reads one région only exports that one, asked for or not.
  const sienne = !partout && uais.length === 0 && lues.size === 1 ? [...lues][0] : undefined;
  const code = region || sienne;
  const lieu = code === undefined ? "" : plier(nomRegion(code)).replaceAll(" ", "-");
  return ["demandes-carte", lieu, rentree, b].filter(Boolean).join("-");
}

async function lireLot(agent: Agent, rangs: readonly Rang[], constate: boolean): Promise<Lue[]> {
  const client = await base();
  const lues = await client.demandeOrion.findMany({
    where: { AND: [cartePermise(agent), { numero: { in: rangs.map((r) => r.numero) } }] },
    include: {
      liens: {
        where: { etat: "confirme", dossier: dossiersVisibles(agent) },
        select: { dossier: { select: { acronyme: true, titre: true } } },
        orderBy: { dossierId: "asc" },
      },
    },
  });
  const constats = constate ? await lireConstats(lues) : null;
  const parNumero = new Map(lues.map((d) => [d.numero, d]));
  return rangs.flatMap(({ numero, places }) => {
    const d = parNumero.get(numero);
    if (d === undefined) return [];
    const dossiers = d.liens.map((l) => l.dossier.acronyme ?? l.dossier.titre).join(", ");
    return [{ ...d, places, constat: constats?.get(numero) ?? null, dossiers }];
  });
}

/** Their order is read first and for good: a demand that an import changes meanwhile is neither lost nor written twice. */
async function* lots(
  agent: Agent,
  { rangs, constate }: { rangs: readonly Rang[]; constate: boolean },
  de: readonly Colonne[],
): AsyncGenerator<CelluleTable[][]> {
  for (let i = 0; i < rangs.length; i += LOT) {
    const lues = await lireLot(agent, rangs.slice(i, i + LOT), constate);
    yield lues.map((d) => de.map((c) => c.lire(d)));
  }
}

async function* enTextes(source: AsyncIterable<CelluleTable[][]>): AsyncGenerator<string[][]> {
  for await (const lot of source) yield lot.map((ligne) => ligne.map((c) => (c === null ? "" : String(c))));
}

export type FichierDemandes = { nom: string; flux: AsyncIterable<string | Uint8Array>; typeMime?: string };

/** The demands that the list shows with these filters, all pages. Recorded before it goes out. */
export async function exporterDemandes(
  agent: Agent,
  filtres: FiltresCarte,
  format: "csv" | "xlsx",
): Promise<FichierDemandes> {
  if (!peut(agent, "carte.consulter")) throw interdit();
  const requete = await preparer(agent, filtres);
  const rangs = await ranger(requete);
  // Free text may be someone's name: only that something was looked for.
  const { page: _page, q, cmq, coloration, filiere, ...retenus } = filtres;
  const libres = { recherche: q !== "", campus: cmq !== "", coloration: coloration !== "", filiere: filiere !== "" };
  await transaction((tx) =>
    ecrireEntree(tx, {
      action: "carte.exporter_demandes",
      acteur: agent,
      apres: { format, lignes: rangs.length, filtres: { ...retenus, ...libres } },
    }),
  );
  const siennes = colonnes(filtres);
  const source = lots(agent, { rangs, constate: requete.constate }, siennes);
  const nom = nomFichier(agent, filtres);
  if (format === "csv")
    return {
      nom: `${nom}.csv`,
      flux: fluxCsv(
        siennes.map((c) => c.nom),
        enTextes(source),
      ),
    };
  const table: readonly ColonneTable[] = siennes;
  return {
    nom: `${nom}.xlsx`,
    flux: fluxTable({ titre: "Demandes de la carte des formations", feuille: "Demandes", colonnes: table }, source),
    typeMime: TYPE_XLSX,
  };
}

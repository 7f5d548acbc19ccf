/** The demands of a région over four campaigns, as an export of Orion would tell them: invented, and always the same. */
import type { Statut, TypeDemande } from "@/lib/domain/carte/methodes";
import type { DemandeLue } from "@/lib/domain/orion/demande";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { formation } from "@/lib/server/reference";
import { FORMATIONS, type FormationExemple, LYCEE_ANDREA, LYCEES, type Lycee } from "./formations";
import { MILLESIME, positionDe } from "./taux";

export const RENTREES = [2023, 2024, 2025, 2026] as const;
/** Rows of each rentrée that no project claims. */
const PAR_RENTREE = 38;

/** Mulberry32: small, even, the same everywhere. */
export function hasard(graine: number): () => number {
  let etat = graine >>> 0;
  return () => {
    etat = (etat + 0x6d2b79f5) >>> 0;
    let t = Math.imul(etat ^ (etat >>> 15), 1 | etat);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function selon<T>(alea: () => number, poids: readonly (readonly [T, number])[]): T {
  let reste = alea() * poids.reduce((somme, [, p]) => somme + p, 0);
  for (const [valeur, p] of poids) {
    reste -= p;
    if (reste < 0) return valeur;
  }
  return (poids[0] as readonly [T, number])[0];
}

const TYPES: readonly (readonly [TypeDemande, number])[] = [
  ["ouverture_nette", 26],
  ["augmentation_nette", 18],
  ["fermeture", 16],
  ["diminution", 12],
  ["coloration", 14],
  ["transfert", 9],
  ["ajustement", 5],
];
const STATUTS_PASSES: readonly (readonly [Statut, number])[] = [
  ["demande validée", 84],
  ["projet de demande", 5],
  ["refusée", 7],
  ["supprimée", 4],
];
const STATUTS_EN_COURS: readonly (readonly [Statut, number])[] = [
  ["demande validée", 70],
  ["prêt pour le vote", 8],
  ["projet de demande", 10],
  ["dossier complet", 4],
  ["refusée", 5],
  ["brouillon", 3],
];
/** Close variants of one label are there on purpose: domain/2, « Colorations ». */
const COLORATIONS = [
  "Passeport nucléaire",
  "Passeport nucleaire",
  "École des réseaux",
  "Réseaux électriques",
  "Ecole des reseaux",
  "Industrie décarbonée",
  "Mobilités bas-carbone",
];

type Places = Pick<
  DemandeLue,
  | "scolaireActuelle"
  | "scolaireFuture"
  | "scolaireColoreeActuelle"
  | "scolaireColoreeFuture"
  | "apprentissageActuelle"
  | "apprentissageFuture"
  | "apprentissageColoreeActuelle"
  | "apprentissageColoreeFuture"
>;
const SANS_PLACE: Places = {
  scolaireActuelle: 0,
  scolaireFuture: 0,
  scolaireColoreeActuelle: 0,
  scolaireColoreeFuture: 0,
  apprentissageActuelle: 0,
  apprentissageFuture: 0,
  apprentissageColoreeActuelle: 0,
  apprentissageColoreeFuture: 0,
};

function placesDe(type: TypeDemande, alea: () => number): Places {
  const classe = 12 + 3 * Math.floor(alea() * 5);
  const part = classe > 18 ? 6 : 3;
  const paire = (actuelle: number, future: number): Places =>
    alea() < 0.18
      ? { ...SANS_PLACE, apprentissageActuelle: actuelle, apprentissageFuture: future }
      : { ...SANS_PLACE, scolaireActuelle: actuelle, scolaireFuture: future };
  switch (type) {
    case "fermeture":
      return paire(classe, 0);
    case "augmentation_nette":
      return paire(classe, classe + part);
    case "diminution":
      return paire(classe, classe - part);
    case "transfert":
      return { ...SANS_PLACE, scolaireActuelle: classe, scolaireFuture: classe - part, apprentissageFuture: part };
    case "coloration": {
      const retiree = alea() < 0.15;
      const [avant, apres] = retiree ? [part, 0] : [0, classe];
      return {
        ...SANS_PLACE,
        ...{ scolaireActuelle: classe, scolaireFuture: classe },
        ...{ scolaireColoreeActuelle: avant, scolaireColoreeFuture: apres },
      };
    }
    case "ajustement":
      return { ...SANS_PLACE, scolaireActuelle: classe, scolaireFuture: classe + 2 };
    default:
      return paire(0, classe);
  }
}

const numeroDe = (alea: () => number): string =>
  Array.from({ length: 8 }, () => "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".charAt(Math.floor(alea() * 36))).join("");

function demande(
  { uai, nom, commune, secteur, departement, academie }: Lycee,
  f: FormationExemple,
  valeurs: Pick<DemandeLue, "numero" | "rentree" | "type" | "statut"> & Partial<DemandeLue>,
): DemandeLue {
  const { quadrant, ...taux } = positionDe(f);
  const { rentree } = valeurs;
  return {
    ...{ uai, etablissement: nom, commune, secteur, regionAcademique: "01", academie, departement },
    ...{ cfd: f.cfd, formation: formation(f.cfd)?.libelle ?? null, dispositif: f.dispositif, diplome: f.diplome },
    ...{ nsf: null, motifs: [], coloration: null, filiereCmq: null, nomCmq: null },
    ...{ amiCma: false, amiCmaValide: null, amiCmaEnCours: null, amiCmaAnnee: null },
    ...SANS_PLACE,
    ...{ quadrant, millesime: MILLESIME, ...taux, pression: null, coutTravaux: null, coutEquipement: null },
    ...{ creeeLe: `${rentree - 2}-12-04T08:05:00.000Z`, modifieeLe: `${rentree - 1}-01-20T15:42:00.000Z`, autres: {} },
    ...valeurs,
  };
}

/** What a funded project transforms, as Orion has it: marked AMI CMA, under numbers that say whose they are. */
export function demandesDuProjet(
  prefixe: string,
  transformees: NonNullable<DossierFichier["transformations"]>,
  campus: string | null,
): DemandeLue[] {
  return transformees.flatMap((t, i) => {
    const lycee = LYCEES.find((l) => l.uai === t.uai);
    const f = FORMATIONS.find((x) => x.cfd === t.cfd);
    if (lycee === undefined || f === undefined || t.type == null || t.rentree == null) return [];
    const [scolaireActuelle, scolaireFuture] = t.scolaire ?? [0, 0];
    const [scolaireColoreeActuelle, scolaireColoreeFuture] = t.scolaireColoree ?? [0, 0];
    const [apprentissageActuelle, apprentissageFuture] = t.apprentissage ?? [0, 0];
    return [
      demande(lycee, f, {
        numero: `${prefixe}${String(i + 1).padStart(8 - prefixe.length, "0")}`,
        ...{ rentree: t.rentree, type: t.type, statut: "demande validée" },
        ...{ scolaireActuelle, scolaireFuture, scolaireColoreeActuelle, scolaireColoreeFuture },
        ...{ apprentissageActuelle, apprentissageFuture },
        coloration: t.libelleColoration ?? null,
        ...{ amiCma: true, amiCmaValide: true, amiCmaAnnee: "2023" },
        ...(campus !== null && {
          nomCmq: campus,
          filiereCmq: "Mobilité, aéronautique, transports terrestres et maritimes",
        }),
      }),
    ];
  });
}

const formationDe = (cfd: string): FormationExemple => FORMATIONS.find((f) => f.cfd === cfd) as FormationExemple;

/** At the lycée of the établissement persona: those of FPI AURA, and what its head fills in. */
function demandesAndrea(): DemandeLue[] {
  const ouverture = (numero: string, cfd: string, rentree: number, places: Partial<Places>, type: TypeDemande) =>
    demande(LYCEE_ANDREA, formationDe(cfd), { numero, rentree, type, statut: "demande validée", ...places });
  const cma = { amiCma: true, amiCmaEnCours: true };
  return [
    { ...ouverture("FPI00001", "40025519", 2025, { scolaireFuture: 24 }, "ouverture_nette"), ...cma },
    {
      ...ouverture("FPI00002", "50025524", 2026, { scolaireActuelle: 12, scolaireFuture: 24 }, "augmentation_nette"),
      ...cma,
    },
    {
      ...ouverture(
        "FPI00003",
        "40025012",
        2026,
        { scolaireActuelle: 15, scolaireFuture: 15, scolaireColoreeFuture: 15 },
        "coloration",
      ),
      coloration: "École des réseaux",
      ...cma,
    },
    ouverture("LPE00001", "40025411", 2024, { scolaireActuelle: 15 }, "fermeture"),
    ouverture("LPE00002", "32020116", 2026, { scolaireFuture: 15 }, "ouverture_nette"),
  ];
}

export function demandesAura(projets: readonly DemandeLue[]): DemandeLue[] {
  const alea = hasard(20_260_203);
  const parmi = <T>(liste: readonly T[]): T => liste[Math.floor(alea() * liste.length)] as T;
  const autres = LYCEES.filter((l) => l !== LYCEE_ANDREA);
  const fond = RENTREES.flatMap((rentree) =>
    Array.from({ length: PAR_RENTREE }, (): DemandeLue => {
      const type = selon(alea, TYPES);
      const statut = selon(alea, rentree === 2026 ? STATUTS_EN_COURS : STATUTS_PASSES);
      const places = placesDe(type, alea);
      const coloree = places.scolaireColoreeActuelle + places.scolaireColoreeFuture > 0;
      return demande(parmi(autres), parmi(FORMATIONS), {
        ...{ numero: numeroDe(alea), rentree, type, statut, ...places },
        coloration: coloree ? parmi(COLORATIONS) : null,
      });
    }),
  );
  return [...demandesAndrea(), ...projets, ...fond];
}

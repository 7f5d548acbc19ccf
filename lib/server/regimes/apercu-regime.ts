import "server-only";
import { jourEvaluation } from "@/lib/domain/completude";
import { jourAParis } from "@/lib/domain/dates";
import { verifier } from "@/lib/domain/eligibilite";
import { CODES_ETAT, type CodeEtat, modifiable } from "@/lib/domain/etats";
import { ecarts, ecrireEcart } from "@/lib/domain/evolution-regime";
import type { CodeRegime } from "@/lib/domain/nomenclatures";
import type { Regime } from "@/lib/domain/regimes";
import { type CodeRegle, estCodeRegle } from "@/lib/domain/regles/codes";
import { REGISTRE } from "@/lib/domain/regles/registre";
import type { Contexte, Resultat } from "@/lib/domain/verdict";
import type { ApercuRegime, DossierTouche, RegleVue } from "@/lib/schemas/apercu-regime";
import type { VersionDemandee } from "@/lib/schemas/demande-regime";
import { versDossier } from "@/lib/schemas/lecture";
import { lecture, type Tx, transaction } from "@/lib/server/base";
import { SELECTION_FICHIER, versFichier } from "@/lib/server/dossiers/lignes";
import { lireContexte } from "@/lib/server/dossiers/lire-contexte";
import { type Agent, peut } from "@/lib/server/droits";
import { interdit } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { composerVersion, documentsPublies } from "@/lib/server/regimes/composer-version";
import { regimeDe } from "@/lib/server/regimes/lire-regimes";

/** Over: nothing more will be decided on them. */
const CLOS: readonly CodeEtat[] = ["clos", "refuse", "abandonne"];
export const ETATS_EXAMINES = CODES_ETAT.filter((e) => !CLOS.includes(e));

const LOT = 100;
const LIGNES_MAX = 2_000;

/** Rules that read what only the portal knows: without it they are `indetermine`, under one set as under the other. */
const DU_PORTAIL: readonly CodeRegle[] = ["COH_DOUBLON", "COH_EQUIPEMENT", "COH_COUT_PLACE"];
const SANS_CONTEXTE: Contexte = { doublons: [], cfdAvecPlateau: new Set() };

/** The context costs three statements a dossier: read only where it can change what is compared. */
function contexteUtile(avant: Regime, apres: Regime): boolean {
  const deAvant = new Map(avant.regles.map((e) => [e.code, e.severite]));
  return apres.regles.some(
    (e) =>
      DU_PORTAIL.includes(e.code) &&
      (e.severite === "bloquante" || deAvant.get(e.code) === "bloquante" || deAvant.get(e.code) !== e.severite),
  );
}

/**
 * The next version tried on every live dossier of the regime, rule by rule: what each is told today under its own version, and
 * what it would be told under the new one. Existing dossiers keep their version: this says what moving them would do. Nothing
 * of what they contain goes out, not even their name: an administrator has no right to it.
 */
export async function apercevoirRegime(
  agent: Agent,
  demande: Pick<VersionDemandee, "code" | "base" | "regles" | "seuils">,
  maintenant: Date,
): Promise<ApercuRegime> {
  if (!peut(agent, "regime.publier")) throw interdit();
  const jour = jourAParis(maintenant);
  const { dernier, suivant } = await lecture(async (tx) => {
    const composee = await composerVersion(tx, demande, {
      jour,
      effetLe: jour,
      organisation: agent.organisation,
    });
    await documentsPublies(tx, demande);
    return composee;
  });
  const apercu: ApercuRegime = {
    numero: suivant.numero,
    changements: ecarts(dernier, suivant).map((e) => ({
      sur: e.type === "seuil" ? e.nom : e.code,
      titre: e.type === "seuil" ? e.libelle : e.titre,
      changement: ecrireEcart(e),
    })),
    examines: 0,
    touches: 0,
    brouillons: 0,
    verdicts: [],
    parRegle: [],
    lignes: [],
    tronquee: false,
  };
  for (let apres: string | null = null, fini = false; !fini; ) {
    // One short transaction per hundred: writers are never kept waiting behind a thousand dossiers.
    const lot: Examine[] = await lecture((tx) => examiner(tx, demande.code, suivant, jour, apres));
    for (const examine of lot) compter(apercu, suivant, examine);
    apres = lot.at(-1)?.id ?? null;
    fini = lot.length < LOT;
  }
  apercu.parRegle.sort((a, b) => b.dossiers - a.dossiers);
  await transaction((tx) =>
    ecrireEntree(tx, {
      action: "regime.essayer",
      acteur: agent,
      objet: `${suivant.code} ${suivant.numero}`,
      apres: { examines: apercu.examines, touches: apercu.touches },
    }),
  );
  return apercu;
}

type Examine = {
  id: string;
  regionAcademique: string | null;
  etat: CodeEtat;
  avant: Resultat;
  apres: Resultat;
};

async function examiner(
  tx: Tx,
  code: CodeRegime,
  suivant: Regime,
  jour: string,
  apres: string | null,
): Promise<Examine[]> {
  const lus = await tx.dossier.findMany({
    where: { regime: code, etat: { in: [...ETATS_EXAMINES] }, ...(apres !== null && { id: { gt: apres } }) },
    orderBy: { id: "asc" },
    take: LOT,
    select: { ...SELECTION_FICHIER, id: true, etat: true, regimeNumero: true },
  });
  const examines: Examine[] = [];
  for (const lu of lus) {
    const fichier = versFichier(lu);
    const actuel = await regimeDe(tx, code, lu.regimeNumero);
    const contexte = contexteUtile(actuel, suivant) ? await lireContexte(tx, null, lu.id, fichier) : SANS_CONTEXTE;
    // The day at which the workspace judges it too.
    const dateDepot = jourEvaluation(fichier.dateDepot ?? undefined, jour, modifiable(lu.etat));
    const dossier = versDossier({ ...fichier, dateDepot });
    examines.push({
      id: lu.id,
      regionAcademique: fichier.regionAcademique ?? null,
      etat: lu.etat,
      avant: verifier(dossier, contexte, actuel),
      apres: verifier(dossier, contexte, suivant),
    });
  }
  return examines;
}

const vue = ({ severite, verdict }: RegleVue): RegleVue => ({ severite, verdict });
const meme = (a: RegleVue | null, b: RegleVue) => a?.severite === b.severite && a.verdict === b.verdict;

function compter(apercu: ApercuRegime, suivant: Regime, { id, regionAcademique, etat, avant, apres }: Examine): void {
  apercu.examines += 1;
  const deAvant = new Map(avant.constats.map((c) => [c.code, c]));
  const regles = apres.constats.flatMap((c): DossierTouche["regles"] => {
    const a = deAvant.get(c.code);
    const de = a === undefined ? null : vue(a);
    return meme(de, c) ? [] : [{ code: c.code, de, vers: vue(c) }];
  });
  const change = avant.verdict !== apres.verdict;
  if (regles.length === 0 && !change) return;
  apercu.touches += 1;
  if (modifiable(etat)) apercu.brouillons += 1;
  if (change) {
    const connu = apercu.verdicts.find((v) => v.de === avant.verdict && v.vers === apres.verdict);
    if (connu) connu.dossiers += 1;
    else apercu.verdicts.push({ de: avant.verdict, vers: apres.verdict, dossiers: 1 });
  }
  for (const r of regles) {
    const connue = apercu.parRegle.find(
      (p) => p.code === r.code && meme(p.vers, r.vers) && (p.de === r.de || (r.de !== null && meme(p.de, r.de))),
    );
    if (connue) connue.dossiers += 1;
    else {
      const titre = estCodeRegle(r.code) ? REGISTRE[r.code].titre(suivant.seuils) : r.code;
      apercu.parRegle.push({ ...r, titre, dossiers: 1 });
    }
  }
  if (apercu.lignes.length < LIGNES_MAX)
    apercu.lignes.push({
      id,
      regionAcademique,
      etat,
      numero: avant.regimeNumero,
      verdict: { de: avant.verdict, vers: apres.verdict },
      regles,
    });
  else apercu.tronquee = true;
}

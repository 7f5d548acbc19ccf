import "server-only";
import { type Anomalie, CHAINE_SERVICE, type JourScelle } from "@/lib/domain/journal";
import { verifierChaine } from "@/lib/domain/journal-chaine";
import { comparerAncre, type JourLu, verifierJours } from "@/lib/domain/journal-jours";
import { jourAncre, lireJours, relireJour, tetesParJour } from "@/lib/server/audit/jours";
import { lireChaines, lireLot, lotComplet } from "@/lib/server/audit/lire-chaine";
import { sha256 } from "@/lib/server/sha256";

export type Ancre = { jour: string; empreinte: string };

export type Verification = {
  /** Chains, entries and days gone through. */
  chaines: number;
  entrees: number;
  jours: number;
  /** Day and digest of the last finished day: what to keep elsewhere. */
  dernierJour: { jour: string; empreinte: string } | null;
  anomalies: Anomalie[];
};

export type Options = {
  /** Only this dossier's chain. */
  dossierId?: string | undefined;
  ancres?: readonly Ancre[];
  /** Told now and then how far it is. */
  avancement?: (fait: { chaines: number; entrees: number }) => void;
};

async function verifierUne(chaine: string): Promise<{ entrees: number; anomalies: Anomalie[] }> {
  const verificateur = verifierChaine(chaine, sha256);
  let entrees = 0;
  let apres: { rang: number; id: string } | null = null;
  for (;;) {
    const lot = await lireLot(chaine, apres);
    for (const ligne of lot.lignes) {
      verificateur.lire(ligne, lot.tete);
      apres = ligne;
    }
    entrees += lot.lignes.length;
    if (lotComplet(lot)) continue;
    const anomalies = verificateur.conclure(lot.tete);
    // A dossier is created with its first entry: none at all means that the whole chain was taken away.
    if (entrees === 0 && anomalies.length === 0 && chaine !== CHAINE_SERVICE) anomalies.push(chaineDisparue(chaine));
    return { entrees, anomalies };
  }
}

const chaineDisparue = (chaine: string): Anomalie => ({
  genre: "retiree",
  chaine,
  de: 1,
  a: 1,
  id: null,
  jour: null,
  phrase: "Toutes les entrées de ce dossier ont été retirées, et la tête de sa chaîne avec elles.",
});

const CHAINES_PAR_PAGE = 200;

async function* toutesLesChaines(): AsyncGenerator<string> {
  let apres = "";
  for (;;) {
    const page = await lireChaines(apres, CHAINES_PAR_PAGE);
    yield* page;
    const derniere = page.at(-1);
    if (derniere === undefined) return;
    apres = derniere;
  }
}

/** Every chain, every head, every daily digest; what is kept elsewhere when it is given. Reads only, a lot at a time. */
export async function verifierJournal({ dossierId, ancres = [], avancement }: Options = {}): Promise<Verification> {
  const bilan: Verification = { chaines: 0, entrees: 0, jours: 0, dernierJour: null, anomalies: [] };
  const chaines = dossierId === undefined ? toutesLesChaines() : [dossierId];
  for await (const chaine of chaines) {
    const { entrees, anomalies } = await verifierUne(chaine);
    bilan.chaines += 1;
    bilan.entrees += entrees;
    bilan.anomalies.push(...anomalies);
    avancement?.({ chaines: bilan.chaines, entrees: bilan.entrees });
  }
  const touchees = new Set(bilan.anomalies.map((a) => a.chaine));
  const jours = verifierJours(sha256, (chaine) => touchees.has(chaine));
  const tetes = dossierId === undefined ? null : await tetesParJour(dossierId);
  for await (const jour of lireJours()) {
    jours.lire(
      jour,
      dossierId === undefined || tetes === null
        ? await relireJour(jour.jour)
        : avecTete(jour, dossierId, tetes.get(jour.jour)),
    );
    bilan.jours += 1;
    bilan.dernierJour = { jour: jour.jour, empreinte: jour.empreinte };
  }
  bilan.anomalies.push(...jours.conclure());
  for (const { jour, empreinte } of ancres) {
    const anomalie = comparerAncre(jour, empreinte, await jourAncre(jour));
    if (anomalie !== null) bilan.anomalies.push(anomalie);
  }
  return bilan;
}

/** For one dossier: what the day sealed, with what the entries say of this chain alone. */
function avecTete(jour: JourScelle, chaine: string, tete: readonly [number, string] | undefined): JourLu {
  const { [chaine]: _, ...autres } = jour.tetes;
  return { tetes: tete === undefined ? autres : { ...autres, [chaine]: tete }, entrees: jour.entrees };
}

import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { env } from "@/lib/env";
import type { Agent } from "@/lib/server/droits";
import { construireServeur } from "@/tests/outils/construire-serveur";
import { octetsPdf } from "./monde";
import { baseVide } from "./outils";

/**
 * The server is killed (SIGKILL) in the middle of concurrent writes, again and again on the same data. An answer received is a
 * promise kept: after each restart everything acknowledged is there, and nothing is there by half.
 */

const FOIS = 20;
const GRAINE = 20261121;

/** mulberry32: the same kills at every run. */
function tirage(graine: number): () => number {
  let etat = graine;
  return () => {
    etat = (etat + 0x6d2b79f5) | 0;
    let t = Math.imul(etat ^ (etat >>> 15), 1 | etat);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

type Serveur = {
  processus: ChildProcess;
  demander<T>(geste: string, corps?: object): Promise<T>;
  tuer(): Promise<void>;
};

let programme: string;
let ligneDeCommande: string;
let donnees: string;
let adresseBase: string | undefined;
let supprimer = async () => undefined as undefined;
let courant: Serveur | undefined;
let agent: Agent;
let saisie: string;
let depot: string;

beforeAll(async () => {
  programme = await construireServeur("tests/outils/serveur-ecritures.ts");
  ligneDeCommande = await construireServeur("lib/cli/rigel.ts");
  donnees = mkdtempSync(path.join(tmpdir(), "rigel-crash-"));
  if (env.DATABASE_URL !== undefined) {
    const vide = await baseVide();
    adresseBase = vide.adresse;
    supprimer = async () => void (await vide.supprimer());
  }
  const preparation = await demarrer();
  ({ agent, saisie, depot } = await preparation.demander<{ agent: Agent; saisie: string; depot: string }>("preparer"));
  await preparation.tuer();
}, 300_000);
afterAll(async () => {
  courant?.processus.kill("SIGKILL");
  await supprimer();
  rmSync(donnees, { recursive: true, force: true });
  for (const fichier of [programme, ligneDeCommande]) rmSync(path.dirname(fichier), { recursive: true, force: true });
});

function environnement(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, ...reste } = process.env;
  return { ...reste, RIGEL_DATA: donnees, ...(adresseBase && { DATABASE_URL: adresseBase }) };
}

async function demarrer(): Promise<Serveur> {
  const processus = spawn(process.execPath, ["--conditions=react-server", programme], {
    env: environnement(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const fin = new Promise<void>((resoudre) => processus.once("exit", () => resoudre()));
  const { value } = await createInterface({ input: processus.stdout as NodeJS.ReadableStream })
    [Symbol.asyncIterator]()
    .next();
  const { port } = JSON.parse(value ?? "{}") as { port: number };
  courant = {
    processus,
    async demander(geste, corps = {}) {
      const reponse = await fetch(`http://127.0.0.1:${port}/${geste}`, { method: "POST", body: JSON.stringify(corps) });
      const texte = await reponse.text();
      if (!reponse.ok) throw new Error(texte);
      return JSON.parse(texte);
    },
    async tuer() {
      processus.kill("SIGKILL");
      await fin;
    },
  };
  return courant;
}

type Etat = {
  defauts: string[];
  sections: { dossierId: string; version: number }[];
  dossiers: { id: string; besoins: string | null; etat: string; revision: number }[];
  publics: { dossierId: string; cle: string }[];
  pieces: { id: string; sha256: string | null }[];
  versions: { dossierId: string; numero: number }[];
  orphelins: number;
};

const sha256 = (octets: Uint8Array) => createHash("sha256").update(octets).digest("hex");
/** The connection was cut, not refused: the write may or may not have happened. */
const coupe = (erreur: unknown): undefined => {
  if (erreur instanceof TypeError || (erreur as { name?: string }).name === "AbortError") return undefined;
  throw erreur;
};

test(`${FOIS} arrêts brutaux au milieu des écritures : rien d’acquitté n’est perdu, rien n’est à moitié`, async () => {
  const hasard = tirage(GRAINE);
  const acquis = { revision: 0, lignes: [] as string[], pieces: new Map<string, string>(), depots: 0 };
  // The page survives its server: what it could not hear the answer of, it sends again with the same names.
  const client = randomUUID();
  let enVol: { vue: number; ids: [string, string]; texte: string } | undefined;
  const comptes = { sections: 0, pieces: 0, depots: 0, orphelins: 0 };
  for (let fois = 1; fois <= FOIS; fois += 1) {
    const serveur = await demarrer();
    await serveur.demander("reprendre", { agent });
    const debut = await serveur.demander<Etat>("etat");
    expect({ fois, defauts: debut.defauts }).toEqual({ fois, defauts: [] });
    const present = debut.dossiers.find(({ id }) => id === saisie);
    const revision = present?.revision ?? 0;
    expect(revision).toBeGreaterThanOrEqual(acquis.revision);
    // Exactly what was acknowledged, and what was in flight wholly or not at all.
    const lignes = debut.publics.flatMap((p) => (p.dossierId === saisie ? [p.cle] : []));
    const volPris = enVol !== undefined && lignes.includes(enVol.ids[1]);
    expect(lignes).toEqual(volPris && enVol ? [...acquis.lignes, enVol.ids[1]] : acquis.lignes);
    if (acquis.revision > 0) expect(present?.besoins).toBe(volPris && enVol ? enVol.texte : `texte ${acquis.revision}`);
    const presentes = new Map(debut.pieces.map(({ id, sha256: s }) => [id, s]));
    for (const [id, attendue] of acquis.pieces) expect(presentes.get(id)).toBe(attendue);
    expect(debut.versions.length).toBeGreaterThanOrEqual(acquis.depots);
    comptes.orphelins = Math.max(comptes.orphelins, debut.orphelins);

    // Killed after so many acknowledgements and, one time in two, a little later, in the middle of what follows.
    let restant = 1 + Math.floor(hasard() * 12);
    const retard = hasard() < 0.5 ? 0 : Math.floor(hasard() * 8);
    let arret: Promise<void> | undefined;
    const acquitter = () => {
      restant -= 1;
      if (restant > 0 || arret !== undefined) return;
      arret = retard === 0 ? serveur.tuer() : new Promise((r) => setTimeout(r, retard)).then(() => serveur.tuer());
    };
    const ecrireSections = async () => {
      for (let vue = revision; arret === undefined; ) {
        enVol ??= { vue, ids: [randomUUID(), randomUUID()], texte: `texte ${vue + 1}` };
        const recue = await serveur
          .demander<{ revision: number; acceptees: string[] }>("modifier", { dossierId: saisie, client, ...enVol })
          .catch(coupe);
        if (recue === undefined) return;
        expect(new Set(recue.acceptees)).toEqual(new Set(enVol.ids));
        acquis.lignes.push(enVol.ids[1]);
        acquis.revision = recue.revision;
        vue = recue.revision;
        enVol = undefined;
        comptes.sections += 1;
        acquitter();
      }
    };
    const envoyerPieces = async () => {
      for (let n = 0; arret === undefined && n < 4; n += 1) {
        const texte = `pièce ${fois}-${n}`;
        const recue = await serveur.demander<{ id: string }>("piece", { dossierId: saisie, texte }).catch(coupe);
        if (recue === undefined) return;
        acquis.pieces.set(recue.id, sha256(octetsPdf(texte)));
        comptes.pieces += 1;
        acquitter();
      }
    };
    const deposer = async () => {
      let ouvert = debut.dossiers.find(({ id }) => id === depot)?.etat === "en_montage";
      while (arret === undefined) {
        const geste = ouvert ? "deposer" : "rouvrir";
        const recue = await serveur.demander(geste, { dossierId: depot }).catch(coupe);
        if (recue === undefined) return;
        if (ouvert) {
          acquis.depots += 1;
          comptes.depots += 1;
        }
        ouvert = !ouvert;
        acquitter();
      }
    };
    await Promise.all([ecrireSections(), envoyerPieces(), deposer()]);
    await arret;
  }

  const dernier = await demarrer();
  await dernier.demander("reprendre", { agent });
  const fin = await dernier.demander<Etat>("etat");
  expect(fin.defauts).toEqual([]);
  expect(await dernier.demander("balayer")).toEqual({ orphelins: 0 });
  expect((await dernier.demander<Etat>("etat")).defauts).toEqual([]);
  await dernier.tuer();
  expect(comptes.sections).toBeGreaterThan(FOIS);
  expect(comptes.pieces).toBeGreaterThan(0);
  expect(comptes.depots).toBeGreaterThan(0);
  process.stdout.write(
    `crash : ${FOIS} arrêts, ${comptes.sections} enregistrements, ${comptes.pieces} pièces, ${comptes.depots} dépôts acquittés, ${comptes.orphelins} fichiers sans ligne au plus\n`,
  );
}, 600_000);

type Fin = { code: number | null; signal: NodeJS.Signals | null; dit: string };
/** Runs the command line on the same data; killed at the first event of the storage's folder that `quand` accepts. */
async function rigel(args: string[], quand?: (nom: string) => boolean): Promise<Fin> {
  const processus = spawn(process.execPath, ["--conditions=react-server", ligneDeCommande, ...args], {
    env: environnement(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let dit = "";
  for (const flux of [processus.stdout, processus.stderr]) flux.on("data", (m) => (dit += m));
  const veille =
    quand &&
    watch(path.join(donnees, "fichiers"), { recursive: true }, (_, nom) => {
      if (nom !== null && quand(nom)) processus.kill("SIGKILL");
    });
  const fin = await new Promise<Omit<Fin, "dit">>((resoudre) =>
    processus.once("close", (code, signal) => resoudre({ code, signal })),
  );
  veille?.close();
  return { ...fin, dit };
}

test("une restauration tuée au milieu laisse l’ancien état ou le nouveau, jamais un mélange", async () => {
  const preparation = await demarrer();
  const sauvees = (await preparation.demander<Etat>("etat")).pieces.length;
  await preparation.tuer();
  const archive = path.join(donnees, "archive.rigel.tar.gz");
  expect(await rigel(["sauvegarder", archive])).toMatchObject({ code: 0 });

  const instants: [string, ((nom: string) => boolean) | undefined][] = [
    ["pendant la vérification", (nom) => nom.startsWith("restauration-")],
    ["au premier fichier remis", (nom) => nom.startsWith("pieces/")],
    [
      "quand le dossier de travail se vide",
      (nom) => /^restauration-[^/]+\/\d+$/.test(nom) && Number(path.basename(nom)) > 20,
    ],
    ["jamais", undefined],
  ];
  for (const [quand, evenement] of instants) {
    const avant = await demarrer();
    await avant.demander("reprendre", { agent });
    await avant.demander("piece", { dossierId: saisie, texte: quand });
    const anciennes = (await avant.demander<Etat>("etat")).pieces.length;
    expect(anciennes).toBeGreaterThan(sauvees);
    await avant.tuer();
    const fin = await rigel(["restaurer", "--remplacer", archive], evenement);
    // Killed, and not done before the kill came: otherwise nothing would be tested.
    const attendue = evenement === undefined ? { code: 0, signal: null } : { code: null, signal: "SIGKILL" };
    expect({ quand, ...fin }).toMatchObject(attendue);
    const apres = await demarrer();
    const { defauts, pieces } = await apres.demander<Etat>("etat");
    expect({ quand, defauts }).toEqual({ quand, defauts: [] });
    expect([anciennes, sauvees]).toContain(pieces.length);
    if (evenement === undefined) expect(pieces.length).toBe(sauvees);
    await apres.tuer();
  }
}, 600_000);

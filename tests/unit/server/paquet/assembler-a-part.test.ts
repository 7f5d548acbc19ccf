import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber } from "pdf-lib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DemandeAssemblage } from "@/lib/pdf/assemblage/demande";
import { assemblerAPart } from "@/lib/server/paquet/assembler-a-part";
import { annexeBalisee } from "@/tests/outils/pdf/annexes";

const ANNEXES = 20;
const PAGES = 300;
/** The issue asks for 5 s, which the bench measures. Of processor time: a machine busy with other tests must not fail. */
const PLAFOND_MS = 20_000;
/** Some 200 Mo measured: one annexe at a time, whatever their number. */
const PLAFOND_OCTETS = 500_000_000;
const numero = (i: number): string => `Annexe ${`${i}`.padStart(2, "0")}`;

let dossier: string;
let demande: DemandeAssemblage;
let modele: Buffer;
beforeAll(async () => {
  dossier = mkdtempSync("/tmp/rigel-vingt-annexes-");
  modele = Buffer.from(await annexeBalisee({ pages: PAGES, titre: numero(0), paragraphes: 6 }));
  const pieces = Array.from({ length: ANNEXES }, (_, i) => {
    const chemin = path.join(dossier, `${i}.pdf`);
    // Same length everywhere: the table of the file stays true.
    writeFileSync(chemin, modele.toString("latin1").replaceAll(numero(0), numero(i)), "latin1");
    return { titre: numero(i), genre: "pdf" as const, chemin, fichier: `pieces/${i}.pdf` };
  });
  const sortie = path.join(dossier, "annexes.pdf");
  const date = "2024-03-15T12:00:00.000Z";
  demande = { titre: "Annexes", dossier: "Essai", auteur: "Rigel", date, pieces, hors: [], sortie };
}, 60_000);
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

/** Elements by role, pieces of content that they hold, and pages. */
async function compter(
  octets: Uint8Array,
): Promise<{ roles: Record<string, number>; contenus: number; pages: number }> {
  const doc = await PDFDocument.load(octets, { updateMetadata: false });
  const [S, K] = [PDFName.of("S"), PDFName.of("K")];
  const roles: Record<string, number> = {};
  let contenus = 0;
  const pile: unknown[] = [doc.catalog.lookup(PDFName.of("StructTreeRoot"), PDFDict)];
  while (pile.length > 0) {
    const noeud = pile.pop();
    if (noeud instanceof PDFNumber || (noeud instanceof PDFDict && noeud.has(PDFName.of("MCID")))) contenus += 1;
    if (!(noeud instanceof PDFDict)) continue;
    const role = noeud.lookup(S);
    if (role instanceof PDFName) roles[role.decodeText()] = (roles[role.decodeText()] ?? 0) + 1;
    const enfants = noeud.lookup(K);
    if (enfants instanceof PDFArray) for (let i = 0; i < enfants.size(); i += 1) pile.push(enfants.lookup(i));
    else pile.push(enfants);
  }
  return { roles, contenus, pages: doc.getPageCount() };
}

test(`${ANNEXES} annexes de ${PAGES} pages gardent toutes leurs balises, dans une mémoire bornée`, async () => {
  const debut = performance.now();
  const recueil = await assemblerAPart(demande);
  const duree = performance.now() - debut;
  process.stdout.write(
    `  ${ANNEXES} annexes de ${PAGES} pages : ${(duree / 1000).toFixed(1)} s, dont ${(recueil.processeur / 1000).toFixed(1)} s de processeur, ${Math.round(recueil.memoire / 1e6)} Mo au plus\n`,
  );
  expect(recueil.annexes.map((a) => [a.pages, a.balisee, a.motif])).toEqual(Array(ANNEXES).fill([PAGES, true, null]));
  const octets = readFileSync(demande.sortie as string);
  expect(octets).toHaveLength(recueil.octets);
  const [sien, tout] = [await compter(modele), await compter(octets)];
  expect(tout.pages).toBe(recueil.pages);
  // The list of annexes has headings, paragraphs and a table of its own: more of these, never less.
  const liste = await compterListe();
  for (const role of new Set([...Object.keys(sien.roles), ...Object.keys(liste.roles)])) {
    const parties = role === "Document" ? 1 : role === "Part" ? ANNEXES + 1 : 0;
    expect([role, tout.roles[role]]).toEqual([
      role,
      ANNEXES * (sien.roles[role] ?? 0) + (liste.roles[role] ?? 0) + parties,
    ]);
  }
  expect(tout.contenus).toBe(ANNEXES * sien.contenus + liste.contenus);
  expect(recueil.memoire).toBeLessThan(PLAFOND_OCTETS);
  expect(recueil.processeur).toBeLessThan(PLAFOND_MS);

  async function compterListe() {
    const { composerSommaire } = await import("@/lib/pdf/assemblage/sommaire");
    const { titre, dossier: nom, auteur } = demande;
    const entete = { titre, dossier: nom, auteur, date: new Date(demande.date) };
    return compter((await composerSommaire(entete, recueil.annexes, [])).octets);
  }
}, 240_000);

test("hors délai, tout le paquet échoue : aucune annexe n’est laissée de côté pour sa lenteur", async () => {
  const lente = { ...demande, sortie: null };
  await expect(assemblerAPart(lente, undefined, 50)).rejects.toMatchObject({
    code: "indisponible",
    message: expect.stringMatching(/n’a pas fini à temps.+Réessayez/),
  });
});

import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sousAdresse } from "@/lib/domain/edition/adresses";
import { appliquer, type Changement, ligneDe, lireA, memeValeur } from "@/lib/domain/edition/changements";
import { SECTIONS_EDITABLES, type SectionEditable } from "@/lib/domain/edition/formes";
import { contenuDeSection } from "@/lib/schemas/contenus";
import type { Operation, Synchronisation } from "@/lib/schemas/edition";
import type { EspaceDossier } from "@/lib/schemas/espace";
import type { Agent } from "@/lib/server/droits";
import { enregistrerModifications } from "@/lib/server/edition/enregistrer-modifications";
import { lireHistoriqueChamp } from "@/lib/server/edition/lire-historique-champ";
import { lireNouveautes } from "@/lib/server/edition/lire-nouveautes";
import { espaceDe } from "@/tests/outils/editer";
import { adresseLigne, PageSimulee, versChangement } from "@/tests/outils/page-simulee";
import { sansOrdre } from "@/tests/unit/domain/edition/arbitraires";
import { creerAgent, exemple, importer, inviter, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

/**
 * Three open pages write the same dossier: answers are lost, pages come late, are read again, put rows in and take them out,
 * and choose one value or the other when they meet. A model, told of nothing but what each page sends, says what must be
 * written and what must meet; at the end the database holds it exactly, and the history holds the rest.
 */

let base: BaseDeTest;
const agents: Agent[] = [];
beforeAll(async () => {
  base = await baseDeTest();
  for (const prenom of ["Camille", "Alex"]) agents.push(await creerAgent(base.client, "equipe_projet", { prenom }));
});
afterAll(() => base.fermer());

const CHAMPS = [
  "identite/acronyme",
  "diagnostic/besoins",
  "diagnostic/diagnostic/source",
  "verification/justifications/COFI_ENGAGE",
  "strategie/egalite",
];
const DE_LIGNE = ["montant", "libelle"];
const CLES = ["n0", "n1", "n2"];

type Contenus = Map<SectionEditable, unknown>;
const contenusDe = ({ fichier, cles }: EspaceDossier): Contenus =>
  new Map(SECTIONS_EDITABLES.map((s) => [s, contenuDeSection(fichier, s, cles)]));
const enObjet = (contenus: Contenus) => Object.fromEntries([...contenus].map(([s, c]) => [s, sansOrdre(s, c)]));
const section = (adresse: string) => adresse.split("/", 1)[0] as SectionEditable;
const lire = (contenus: Contenus, adresse: string) => lireA(contenus.get(section(adresse)), adresse);
function faire(contenus: Contenus, c: Changement): void {
  contenus.set(section(c.adresse), appliquer(section(c.adresse), contenus.get(section(c.adresse)), [c]));
}

/** What the server must answer, from what was sent alone. */
class Modele {
  readonly ecritures: { revision: number; client: string; adresse: string }[] = [];
  readonly recues = new Set<string>();
  readonly perdants: { adresse: string; valeur: unknown; qui: string }[] = [];
  fondues = 0;
  rejouees = 0;
  constructor(readonly contenus: Contenus) {}

  /** Someone else wrote there after what this page had seen. */
  private autres(o: Operation, client: string): boolean {
    const ligne = ligneDe(o.adresse);
    return this.ecritures.some(
      (e) =>
        e.client !== client &&
        e.revision > o.vue &&
        (o.type === "champ" ? e.adresse === o.adresse || e.adresse === ligne : sousAdresse(e.adresse, o.adresse)),
    );
  }

  attendre(lot: readonly Operation[], client: string, qui: string, revision: number) {
    const acceptees: string[] = [];
    const conflits: string[] = [];
    const ecrites: string[] = [];
    for (const o of lot) {
      const valeur = o.type === "retrait" ? undefined : o.valeur;
      const present = lire(this.contenus, o.adresse);
      const egale = o.type === "retrait" ? present === undefined : present !== undefined && memeValeur(present, valeur);
      const sansLigne = o.type === "champ" && present === undefined;
      if (this.recues.has(o.id)) {
        this.rejouees += 1;
        acceptees.push(o.id);
      } else if (egale) acceptees.push(o.id);
      else if (sansLigne || (present !== undefined && this.autres(o, client))) {
        conflits.push(o.id);
        this.perdants.push({ adresse: o.adresse, valeur: valeur ?? null, qui });
      } else {
        if (this.ecritures.some((e) => e.client !== client && e.revision > o.vue)) this.fondues += 1;
        faire(this.contenus, versChangement(o));
        ecrites.push(o.adresse);
        acceptees.push(o.id);
        this.recues.add(o.id);
      }
    }
    for (const adresse of ecrites) this.ecritures.push({ revision: revision + 1, client, adresse });
    return { acceptees, conflits };
  }
}

const page = fc.nat({ max: 2 });
const geste = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ type: fc.constant("taper" as const), page, ou: fc.nat({ max: 11 }), pareil: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("ajouter" as const), page, ou: fc.nat({ max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("retirer" as const), page, ou: fc.nat({ max: 7 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      ...{ type: fc.constant("envoyer" as const), page },
      perte: fc.constantFrom("aucune" as const, "aucune" as const, "demande" as const, "reponse" as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("lire" as const), page }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("relire" as const), page }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("trancher" as const), page, mienne: fc.boolean() }) },
);

test("trois pages, un dossier : la base tient exactement ce que chacune a tapé", async () => {
  const comptes = { envois: 0, conflits: 0, fondues: 0, rejouees: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(geste, { minLength: 30, maxLength: 60 }), async (gestes) => {
      const [camille, alex] = agents as [Agent, Agent];
      const dossierId = await importer(camille, exemple("fpi-aura"));
      await inviter(base.client, dossierId, alex, "redacteur");
      const depart = await espaceDe(camille, dossierId);
      const modele = new Modele(contenusDe(depart));
      const pages = [0, 1, 2].map(() => new PageSimulee(depart));
      const agentDe = (n: number) => (n === 1 ? alex : camille);
      let suivant = 0;

      const envoyer = async (n: number, perte: "aucune" | "demande" | "reponse") => {
        const p = pages[n] as PageSimulee;
        const operations = p.lot();
        if (operations.length === 0 || perte === "demande") return;
        const demande = { dossierId, client: p.client, lecteur: agentDe(n).id, depuis: p.revision, operations };
        const { revision } = await base.client.dossier.findUniqueOrThrow({ where: { id: dossierId } });
        const attendu = modele.attendre(operations, p.client, agentDe(n).id, revision);
        const s: Synchronisation = await enregistrerModifications(agentDe(n), demande, JOUR_DEPOT);
        comptes.envois += 1;
        comptes.conflits += s.conflits.length;
        expect(s.refus).toEqual([]);
        expect(s.acceptees.toSorted()).toEqual(attendu.acceptees.toSorted());
        expect(s.conflits.map((c) => c.operation)).toEqual(attendu.conflits);
        for (const c of s.conflits) expect(memeValeur(c.leur, lire(modele.contenus, c.adresse) ?? null)).toBe(true);
        if (perte === "aucune") p.repondre(s);
      };
      const relire = async (n: number) => (pages[n] as PageSimulee).ouvrir(await espaceDe(agentDe(n), dossierId));
      const nouveautes = async (n: number) => {
        const p = pages[n] as PageSimulee;
        // While an answer is awaited, nothing else is read: what comes would be older or newer than it, no one knows.
        if (p.enVol !== null) return;
        p.recevoir(await lireNouveautes(agentDe(n), { dossierId, depuis: p.revision, client: p.client }));
      };

      for (const g of gestes) {
        const p = pages[g.page] as PageSimulee;
        const rangs = (p.vu("budget") as { budget: { cle: string }[] }).budget.map((l) => l.cle);
        if (g.type === "taper") {
          const adresses = [
            ...CHAMPS,
            ...rangs.flatMap((cle) => DE_LIGNE.map((c) => `${adresseLigne("budget", cle)}/${c}`)),
          ];
          const adresse = adresses[g.ou % adresses.length] as string;
          suivant += 1;
          const valeur = adresse.endsWith("/montant")
            ? `${g.pareil ? 7 : suivant}.00`
            : g.pareil
              ? "pareil"
              : `v${suivant}`;
          if (!p.occupee(adresse)) p.taper(adresse, valeur);
        } else if (g.type === "ajouter") {
          const cle = CLES[g.ou] as string;
          const adresse = adresseLigne("budget", cle);
          suivant += 1;
          const ligne = { cle, partenaire: null, poste: "equipement", annee: 2025, eligible: null, libelle: null };
          if (!rangs.includes(cle) && !p.occupee(adresse) && !p.attente.has(adresse))
            p.ajouter(adresse, { ...ligne, montant: `${suivant}.00` });
        } else if (g.type === "retirer") {
          const cle = rangs[g.ou % Math.max(1, rangs.length)];
          if (cle !== undefined && !p.occupee(adresseLigne("budget", cle))) p.retirer(adresseLigne("budget", cle));
        } else if (g.type === "envoyer") await envoyer(g.page, g.perte);
        else if (g.type === "lire") await nouveautes(g.page);
        else if (g.type === "relire") {
          if (p.enVol === null) await relire(g.page);
        } else {
          const [adresse] = p.conflits.keys();
          if (adresse !== undefined) p.trancher(adresse, g.mienne ? "mienne" : "leur");
        }
      }
      // Everyone comes back: what waited is sent, conflicts are settled, pages read what they do not know.
      for (let tour = 0; pages.some((p) => p.enVol !== null || p.attente.size > 0 || p.conflits.size > 0); tour++) {
        expect(tour).toBeLessThan(12);
        for (const [n, p] of pages.entries()) {
          await envoyer(n, "aucune");
          for (const adresse of [...p.conflits.keys()])
            p.trancher(adresse, tour % 2 === 0 && tour < 4 ? "mienne" : "leur");
        }
      }
      for (const n of pages.keys()) await nouveautes(n);

      const fin = await espaceDe(camille, dossierId);
      // The database holds what the model says, and nothing else changed in the whole dossier.
      expect(enObjet(contenusDe(fin))).toEqual(enObjet(modele.contenus));
      // Every page shows it too, without having been read again.
      for (const p of pages) expect(enObjet(p.connu)).toEqual(enObjet(modele.contenus));
      // The history, replayed over the dossier as it was, gives the dossier as it is.
      const histoire = await base.client.modificationChamp.findMany({
        where: { dossierId, appliquee: true },
        orderBy: { revision: "asc" },
      });
      const rejoue = contenusDe(depart);
      const deballer = (json: unknown) => (json as { v: unknown } | null)?.v ?? null;
      // Within one save a row comes before its fields, and a field before its row goes.
      const rang = (type: string) => ["ajout", "champ", "retrait"].indexOf(type);
      for (const l of histoire.toSorted((a, b) => a.revision - b.revision || rang(a.type) - rang(b.type))) {
        const avant = lire(rejoue, l.adresse);
        if (l.type === "champ") expect(memeValeur(avant ?? null, deballer(l.avant))).toBe(true);
        faire(rejoue, {
          ...{ type: l.type, adresse: l.adresse, rang: l.rang ?? 0, avant: null, apres: deballer(l.apres) },
        } as never);
      }
      expect(enObjet(rejoue)).toEqual(enObjet(contenusDe(fin)));
      // What gave way is in the history of its field, under the name of who typed it.
      for (const { adresse, valeur, qui } of modele.perdants) {
        const lignes = await lireHistoriqueChamp(alex, { dossierId, adresse });
        const trouvee = lignes.some((l) => l.nature === "conflit" && l.par?.id === qui && memeValeur(l.apres, valeur));
        expect({ adresse, valeur, trouvee }).toEqual({ adresse, valeur, trouvee: true });
      }
      comptes.fondues += modele.fondues;
      comptes.rejouees += modele.rejouees;
    }),
    { numRuns: 25, seed: 20261121, endOnFailure: true },
  );
  process.stdout.write(
    `modèle : ${comptes.envois} envois, ${comptes.fondues} saisies fondues, ${comptes.conflits} rencontres, ${comptes.rejouees} rejouées\n`,
  );
  expect(comptes.fondues).toBeGreaterThan(20);
  expect(comptes.conflits).toBeGreaterThan(20);
  expect(comptes.rejouees).toBeGreaterThan(5);
}, 240_000);

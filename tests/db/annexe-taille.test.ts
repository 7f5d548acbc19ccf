import { afterAll, beforeAll, expect, test } from "vitest";
import { composerAnnexe } from "@/lib/domain/annexe/composer";
import { POSTES } from "@/lib/domain/nomenclatures";
import { ecrireClasseur } from "@/lib/integrations/classeur/ecrire";
import { contenuDeSection } from "@/lib/schemas/contenus";
import { importerAnnexe } from "@/lib/server/annexe/importer-annexe";
import type { Agent } from "@/lib/server/droits";
import { espaceDe } from "../outils/editer";
import { creerAgent, exemple, importer, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let camille: Agent;
beforeAll(async () => {
  base = await baseDeTest();
  camille = await creerAgent(base.client, "equipe_projet");
});
afterAll(() => base.fermer());

test("60 partenaires, 11 postes, 5 ans : 3 300 cases importées en une fois", { timeout: 300_000 }, async () => {
  const partenaires = Array.from({ length: 60 }, (_, i) => ({
    id: `p${i}`,
    nom: `Partenaire ${i}`,
    chefDeFile: i === 0,
  }));
  const budget = partenaires.flatMap((p) =>
    POSTES.codes.flatMap((poste) =>
      [2024, 2025, 2026, 2027, 2028].map((annee) => ({ partenaire: p.id, poste, annee, montant: "10.00" })),
    ),
  );
  const { debut: _, ...modele } = exemple("brouillon-minimal");
  const id = await importer(camille, { ...modele, debut: "2024-01-01", dureeMois: 60, partenaires, budget });
  const { fichier, cles, revision } = await espaceDe(camille, id);
  const contenu = {
    ...{ debut: "2024-01-01", dureeMois: 60 },
    ...contenuDeSection(fichier, "partenaires", cles),
    ...contenuDeSection(fichier, "financement", cles),
    budget: contenuDeSection(fichier, "budget", cles).budget.map((l) => ({ ...l, montant: "12.34" })),
  };
  const seuils = { plafond: { numerateur: 7n, denominateur: 10n } };
  const tete = { titre: fichier.titre, acronyme: null, regime: "ATCF", seuils, exporteeLe: "2026-11-21" };
  const octets = await ecrireClasseur(composerAnnexe({ dossierId: id, revision, tete, contenu }));
  const demande = { dossierId: id, nom: "a.xlsx", octets, point: true };
  const vue = await importerAnnexe(camille, { ...demande, apercu: null }, JOUR_DEPOT);
  if (vue.genre !== "apercu") throw new Error(JSON.stringify(vue).slice(0, 500));
  expect(vue.apercu.lignes).toHaveLength(3_300);
  const debut = performance.now();
  const fait = await importerAnnexe(camille, { ...demande, apercu: vue.apercu.revision }, JOUR_DEPOT);
  process.stdout.write(`3 300 cases appliquées en ${Math.round(performance.now() - debut)} ms\n`);
  expect(fait).toMatchObject({ genre: "applique", nombre: 3_300 });
  expect((await espaceDe(camille, id)).fichier.budget?.every((l) => l.montant === "12.34")).toBe(true);
});

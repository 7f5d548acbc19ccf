import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { env } from "@/lib/env";
import { extraireDossier } from "@/lib/pdf/extraction";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import { lirePdfVersion } from "@/lib/server/dossiers/lire-pdf-version";
import { lireEquipe } from "@/lib/server/equipe/lire-equipe";
import { lireParticipation } from "@/lib/server/participation/lire-participation";
import { lireAgent } from "@/prisma/seed/agents";
import { lirePersonas } from "@/prisma/seed/comptes";
import { type Fiche, lireFiches } from "@/prisma/seed/fiche";
import { semer } from "@/prisma/seed/semer";
import { semence } from "@/tests/outils/semence.mjs";
import { type BaseDeTest, baseDeTest, baseDuDossier } from "./outils";

// The seed writes real files: in a folder of their own. Set before lib/env.ts is read.
const { dossierDonnees } = await vi.hoisted(async () => {
  const { mkdtempSync } = await import("node:fs");
  const { tmpdir } = await import("node:os");
  const dossier = mkdtempSync(`${tmpdir()}/rigel-seed-`);
  vi.stubEnv("RIGEL_DATA", dossier);
  return { dossierDonnees: dossier };
});

let base: BaseDeTest;
/** On PGlite: what `npm run seed` itself wrote, which the browser tests are served from afterwards. */
const donnees = mkdtempSync(path.join(tmpdir(), "rigel-seed-base-"));
beforeAll(async () => {
  if (env.DATABASE_URL !== undefined) {
    base = await baseDeTest();
    expect(await semer()).toMatchObject({ deja: false });
    return;
  }
  const modele = await semence();
  cpSync(path.join(modele, "base"), path.join(donnees, "base"), { recursive: true });
  cpSync(path.join(modele, "fichiers"), path.join(dossierDonnees, "fichiers"), { recursive: true });
  base = await baseDuDossier(donnees);
}, 360_000);
afterAll(async () => {
  await base.fermer();
  for (const dossier of [dossierDonnees, donnees]) rmSync(dossier, { recursive: true, force: true });
});

const parTitre = (titre: string) => base.client.dossier.findFirstOrThrow({ where: { titre } });
const agentDe = async (persona: string) => {
  const { id } = await base.client.utilisateur.findUniqueOrThrow({ where: { persona }, select: { id: true } });
  return lireAgent(base.client, id);
};
const octetsDe = async (flux: ReadableStream<Uint8Array>) => new Uint8Array(await new Response(flux).arrayBuffer());

describe("données de démonstration", () => {
  test("le journal de tout ce qui les a faites ne nomme aucun compte : un compte s’efface sans y toucher", async () => {
    const nommees = await base.client.$queryRaw<unknown[]>`
      SELECT e."id", e."action", u."email" FROM "EntreeJournal" e JOIN "Utilisateur" u
          ON strpos(concat_ws(' ', e."objet", e."avant"::text, e."apres"::text), u."email") > 0
          OR strpos(concat_ws(' ', e."objet", e."avant"::text, e."apres"::text), u."prenom" || ' ' || u."nom") > 0`;
    expect(nommees).toEqual([]);
    expect(await base.client.entreeJournal.count()).toBeGreaterThan(100);
  });

  test("un compte par persona, et FPI AURA a sa responsable, sa rédaction et sa lecture", async () => {
    expect(await base.client.utilisateur.count({ where: { persona: { not: null } } })).toBe(lirePersonas().length);
    const { id } = await base.client.dossier.findFirstOrThrow({ where: { acronyme: "FPI AURA" } });
    const membres = await base.client.membreDossier.findMany({
      where: { dossierId: id },
      select: { droit: true, utilisateur: { select: { persona: true } } },
    });
    expect(Object.fromEntries(membres.map((m) => [m.utilisateur.persona, m.droit]))).toEqual({
      equipe_projet: "responsable",
      redacteur: "redacteur",
      lecteur: "lecteur",
    });
  });

  test("FPI AURA a un contact de partenaire, et une invitation qui attend avec son courriel", async () => {
    const { id } = await base.client.dossier.findFirstOrThrow({ where: { acronyme: "FPI AURA" } });
    const claude = await agentDe("partenaire");
    expect(claude.habilitations).toMatchObject([{ role: "partenaire", dossierId: id, partenaire: "branche" }]);
    expect((await lireParticipation(claude, id))?.parts.map((p) => p.nom)).toEqual(["Branche industrielle (exemple)"]);
    const equipe = await lireEquipe(await agentDe("equipe_projet"), id, new Date());
    expect(equipe?.invitations).toMatchObject([{ email: "andrea@exemple.invalid", etat: "en_attente" }]);
    expect(await base.client.courriel.count({ where: { genre: "invitation", envoyeLe: null } })).toBe(2);
  });

  test("FPI AURA est en montage, éligible, avec les fichiers de ses deux pièces", async () => {
    const alex = await agentDe("equipe_projet");
    const { id } = await base.client.dossier.findFirstOrThrow({ where: { acronyme: "FPI AURA" } });
    const espace = await chargerEspace(alex, id, new Date("2024-02-27T10:00:00Z"));
    expect(espace).toMatchObject({ etat: "en_montage", droits: { modifier: true, deposer: true } });
    expect(espace?.pieces.map((p) => [p.type, p.fichier?.typeMime])).toEqual([
      ["strategie_recteur", "application/pdf"],
      ["validation_region", "application/pdf"],
    ]);
    expect(await base.client.dossier.findUnique({ where: { id } })).toMatchObject({
      verdict: "eligible",
      coutTotal: 2_200_000_000n,
      subvention: 950_000_000n,
    });
  });

  test("chaque fiche est dans l’état qu’elle annonce", async () => {
    for (const f of lireFiches()) expect((await parTitre(f.titre)).etat, f.cle).toBe(f.etat);
  });

  test("tout ce qui a été déposé a une version figée, dont le PDF rend les données", async () => {
    const deposes = await base.client.dossier.findMany({
      where: {
        etat: { in: ["depose", "en_instruction", "complements_demandes", "laureat", "refuse", "en_suivi", "clos"] },
      },
      select: { titre: true, versions: { select: { numero: true, pdfOctets: true } } },
    });
    expect(deposes.length).toBeGreaterThan(10);
    for (const d of deposes) expect(d.versions, d.titre).toHaveLength(1);

    const national = await agentDe("lecteur_national");
    const { id } = await parTitre("Microtechniques et hydrogène (exemple)");
    const pdf = await lirePdfVersion(national, id, 1);
    const lu = await extraireDossier(await octetsDe((pdf as NonNullable<typeof pdf>).flux));
    expect(lu).toMatchObject({ ok: true, donnees: { acronyme: "MicroH2", dateDepot: "2025-02-28" } });
  });

  test("les états que rien n’atteint encore sont posés avec une entrée au journal qui le dit", async () => {
    const { id, etat } = await parTitre("Métiers du nucléaire en territoire frontalier (exemple)");
    expect(etat).toBe("laureat");
    const entrees = await base.client.entreeJournal.findMany({
      where: { dossierId: id, action: "demonstration.poser_etat" },
      orderBy: { id: "asc" },
    });
    expect(entrees.map((e) => e.apres)).toEqual([{ etat: "en_instruction" }, { etat: "laureat" }]);
    expect(entrees[1]?.objet).toContain("posé par les données de démonstration");
  });

  test("les mêmes places demandées deux fois se voient", async () => {
    const { id } = await parTitre("Matériaux composites (exemple) : mêmes places que « Former pour l’avion vert »");
    const espace = await chargerEspace(await agentDe("lecteur_national"), id, new Date("2026-11-02T10:00:00Z"));
    expect(espace?.contexte.doublons.length).toBeGreaterThan(0);
  });

  test("une seconde exécution ne change rien", async () => {
    const avant = await base.client.entreeJournal.count();
    expect(await semer()).toMatchObject({ deja: true });
    expect(await base.client.entreeJournal.count()).toBe(avant);
    expect(readdirSync(dossierDonnees)).toEqual(["fichiers"]);
  });

  test("interrompue, elle reprend : seul ce qui manque est fait", async () => {
    const attendus = lireFiches().length + 5;
    expect(await base.client.dossier.count()).toBe(attendus);
    const [premiere] = lireFiches();
    const ajoutee = {
      ...(premiere as Fiche),
      cle: "ajoutee",
      titre: "Ajouté (exemple)",
      etat: "brouillon",
      suites: [],
    } as Fiche;
    expect(await semer([...lireFiches(), ajoutee])).toEqual({ deja: false, dossiers: 1 });
    expect(await base.client.dossier.count()).toBe(attendus + 1);
    expect(await base.client.utilisateur.count({ where: { persona: { not: null } } })).toBe(lirePersonas().length);
  });
});

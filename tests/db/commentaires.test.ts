import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { demandeCommentaire } from "@/lib/schemas/commentaires";
import { ecrireCommentaire } from "@/lib/server/commentaires/ecrire-commentaire";
import { lireCommentaires } from "@/lib/server/commentaires/lire-commentaires";
import { lireMentions } from "@/lib/server/commentaires/lire-mentions";
import { modifierCommentaire } from "@/lib/server/commentaires/modifier-commentaire";
import { repondreCommentaire } from "@/lib/server/commentaires/repondre-commentaire";
import { resoudreFil } from "@/lib/server/commentaires/resoudre-fil";
import { retirerCommentaire } from "@/lib/server/commentaires/retirer-commentaire";
import { exporterDossier } from "@/lib/server/dossiers/exporter-dossier";
import type { Agent } from "@/lib/server/droits";
import { creerAgent, erreurDe, exemple, importer, inviter, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let camille: Agent;
let alex: Agent;
let region: Agent;
let id: string;
const MOT = "betterave-confidentielle";

beforeAll(async () => {
  base = await baseDeTest();
  camille = await creerAgent(base.client, "equipe_projet", { prenom: "Camille" });
  alex = await creerAgent(base.client, "equipe_projet", { prenom: "Alex" });
  region = await creerAgent(base.client, "region_academique", { regionAcademique: "01" });
}, 60_000);
afterAll(() => base.fermer());
beforeEach(async () => {
  id = await importer(camille, exemple("fpi-aura"));
  await inviter(base.client, id, alex, "lecteur");
});

/** Each gesture one second after the one before. */
let secondes = 0;
const tantot = () => {
  secondes += 1;
  return new Date(JOUR_DEPOT.getTime() + secondes * 1_000);
};

const ecrire = (agent: Agent, texte: string, adresse: string | null = "identite/titre") =>
  ecrireCommentaire(agent, { dossierId: id, section: "identite", adresse, texte }, tantot());
const repondre = (agent: Agent, filId: string, texte: string) =>
  repondreCommentaire(agent, { dossierId: id, filId, texte }, tantot());
const modifier = (agent: Agent, commentaireId: string, texte: string, versionVue = 0) =>
  modifierCommentaire(agent, { dossierId: id, commentaireId, versionVue, texte }, tantot());
const retirer = (agent: Agent, commentaireId: string, versionVue = 0) =>
  retirerCommentaire(agent, { dossierId: id, commentaireId, versionVue }, tantot());
const resoudre = (agent: Agent, filId: string, resolu: boolean, versionVue = 0) =>
  resoudreFil(agent, { dossierId: id, filId, versionVue, resolu }, tantot());
const lire = async (agent: Agent) => {
  const vus = await lireCommentaires(agent, id, JOUR_DEPOT);
  if (vus === null) throw new Error("Commentaires introuvables");
  return vus;
};
const courriels = (destinataire: string) =>
  base.client.courriel.findMany({ where: { destinataire, genre: "commentaire" }, orderBy: { creeLe: "asc" } });
const vider = () => base.client.courriel.deleteMany({ where: { genre: "commentaire" } });

describe("une discussion", () => {
  test("se lit dans l’ordre, par toute l’équipe, lecteurs compris, et par personne d’autre", async () => {
    const fil = await ecrire(camille, "Ce titre est-il le bon ?");
    await repondre(alex, fil.id, "Oui, depuis lundi.");
    await ecrire(alex, "Toute la section est à relire.", null);
    const { fils, ecrire: peutEcrire } = await lire(alex);
    expect(peutEcrire).toBe(true);
    expect(fils).toHaveLength(2);
    expect(fils[0]).toMatchObject({
      section: "identite",
      adresse: "identite/titre",
      commentaires: [
        { texte: "Ce titre est-il le bon ?", auteur: { id: camille.id, nom: camille.nom }, deMoi: false },
        { texte: "Oui, depuis lundi.", deMoi: true },
      ],
    });
    expect(await lireCommentaires(region, id, JOUR_DEPOT)).toBeNull();
    expect((await erreurDe(ecrire(region, "Bonjour"))).code).toBe("interdit");
    const dehors = await creerAgent(base.client, "equipe_projet");
    expect((await erreurDe(ecrire(dehors, "Bonjour"))).code).toBe("introuvable");
    expect((await erreurDe(repondre(dehors, fil.id, "Bonjour"))).code).toBe("introuvable");
  });

  test("résolue, puis rouverte par une réponse ; deux personnes qui la résolvent sont d’accord", async () => {
    const fil = await ecrire(camille, "À vérifier");
    await resoudre(alex, fil.id, true);
    expect((await resoudre(camille, fil.id, true)).version).toBe(1);
    expect((await lire(camille)).fils[0]?.resolu).toMatchObject({ par: alex.nom });
    expect((await erreurDe(resoudre(camille, fil.id, false, 0))).code).toBe("conflit");
    await repondre(camille, fil.id, "Finalement non.");
    expect((await lire(camille)).fils[0]).toMatchObject({ resolu: null, version: 2 });
  });

  test("d’un autre dossier, elle n’existe pas ici", async () => {
    const fil = await ecrire(camille, "Ici");
    const ailleurs = await importer(camille, exemple("brouillon-minimal"));
    const appel = repondreCommentaire(camille, { dossierId: ailleurs, filId: fil.id, texte: "Là" }, JOUR_DEPOT);
    expect((await erreurDe(appel)).code).toBe("introuvable");
  });
});

describe("ses propres mots", () => {
  test("se corrigent, par leur auteur seul, sur la version vue", async () => {
    const fil = await ecrire(camille, "Premier jet");
    expect((await erreurDe(modifier(alex, fil.id, "Autre chose"))).code).toBe("interdit");
    await modifier(camille, fil.id, "Second jet");
    expect((await erreurDe(modifier(camille, fil.id, "Troisième jet"))).code).toBe("conflit");
    const [vu] = (await lire(alex)).fils;
    expect(vu?.commentaires[0]).toMatchObject({ texte: "Second jet", version: 1 });
    expect(vu?.commentaires[0]?.modifieLe).not.toBeNull();
  });

  test("deux corrections lancées ensemble : une passe, l’autre apprend qu’elle arrive après", async () => {
    const fil = await ecrire(camille, "Jet");
    const issues = await Promise.allSettled([modifier(camille, fil.id, "A"), modifier(camille, fil.id, "B")]);
    expect(issues.map((i) => i.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await lire(camille)).fils[0]?.commentaires[0]?.version).toBe(1);
  });

  test("se reprennent : le texte et ses mentions disparaissent, la place et les réponses restent", async () => {
    const fil = await ecrire(camille, `@{${alex.id}} ${MOT}`);
    await repondre(alex, fil.id, "Vu.");
    expect((await erreurDe(retirer(alex, fil.id))).code).toBe("interdit");
    await retirer(camille, fil.id);
    const { fils } = await lire(alex);
    expect(fils[0]?.commentaires).toMatchObject([{ texte: "", retire: true }, { texte: "Vu." }]);
    expect(fils[0]).toMatchObject({ meMentionne: false, mentionsNonLues: 0 });
    expect((await erreurDe(modifier(camille, fil.id, "Retour", 1))).code).toBe("conflit");
  });

  test("restent à une personne qui quitte l’équipe", async () => {
    await ecrire(alex, "Avant de partir");
    await base.client.membreDossier.deleteMany({ where: { dossierId: id, utilisateurId: alex.id } });
    expect((await lire(camille)).fils[0]?.commentaires[0]?.auteur.nom).toBe(alex.nom);
    expect((await lire(camille)).mentionnables.map((m) => m.id)).toEqual([camille.id]);
  });
});

describe("les mentions", () => {
  test("préviennent par un courriel qui dit qui, quel dossier et où, sans un mot du commentaire", async () => {
    await vider();
    const fil = await ecrire(camille, `@{${alex.id}} ${MOT} ?`);
    const [lettre, ...reste] = await courriels(alex.email);
    expect(reste).toEqual([]);
    expect(lettre?.corps).toContain(camille.email);
    expect(lettre?.corps).toContain(`/dossiers/${id}/commentaires#fil-${fil.id}`);
    expect(`${lettre?.objet} ${lettre?.corps}`).not.toContain(MOT);
    expect(`${lettre?.objet} ${lettre?.corps}`).not.toContain(camille.nom);
    expect((await lire(alex)).fils[0]).toMatchObject({ meMentionne: true, mentionsNonLues: 1 });
    expect((await lire(camille)).fils[0]).toMatchObject({ meMentionne: false, mentionsNonLues: 0 });
  });

  test("lues, elles le restent ; celles des autres ne bougent pas", async () => {
    const fil = await ecrire(camille, `@{${alex.id}}`);
    await lireMentions(camille, { dossierId: id, fils: [fil.id] }, JOUR_DEPOT);
    expect((await lire(alex)).fils[0]?.mentionsNonLues).toBe(1);
    await lireMentions(alex, { dossierId: id, fils: [fil.id] }, JOUR_DEPOT);
    expect((await lire(alex)).fils[0]).toMatchObject({ meMentionne: true, mentionsNonLues: 0 });
  });

  test("une correction ne prévient que les personnes ajoutées, et oublie les retirées", async () => {
    const fil = await ecrire(camille, `@{${alex.id}}`);
    await vider();
    await modifier(camille, fil.id, `@{${alex.id}} encore`);
    expect(await courriels(alex.email)).toEqual([]);
    await modifier(camille, fil.id, "plus personne", 1);
    expect(await base.client.mentionCommentaire.count({ where: { commentaireId: fil.id } })).toBe(0);
  });

  test("se citer soi-même ne prévient personne", async () => {
    await vider();
    await ecrire(camille, `@{${camille.id}} ne pas oublier`);
    expect(await courriels(camille.email)).toEqual([]);
    expect((await lire(camille)).noms[camille.id]).toBe(camille.nom);
  });

  test("seulement l’équipe d’aujourd’hui : ni un inconnu, ni un compte fermé, ni qui est parti, sauf là où il l’était", async () => {
    const fil = await ecrire(camille, `@{${alex.id}} à voir`);
    for (const hors of [region.id, randomUUID()])
      expect((await erreurDe(ecrire(camille, `@{${hors}}`))).fields).toHaveProperty("texte");
    await base.client.utilisateur.update({ where: { id: alex.id }, data: { desactiveLe: JOUR_DEPOT } });
    expect((await erreurDe(ecrire(camille, `@{${alex.id}}`))).code).toBe("saisie");
    await base.client.utilisateur.update({ where: { id: alex.id }, data: { desactiveLe: null } });
    await base.client.membreDossier.deleteMany({ where: { dossierId: id, utilisateurId: alex.id } });
    expect((await erreurDe(ecrire(camille, `@{${alex.id}}`))).code).toBe("saisie");
    await modifier(camille, fil.id, `@{${alex.id}} à revoir`);
    expect((await lire(camille)).noms[alex.id]).toBe(alex.nom);
  });
});

describe("rien d’un commentaire ne sort de l’équipe", () => {
  test("ni dans l’export, ni dans le journal, ni dans aucune autre table", async () => {
    const fil = await ecrire(camille, `${MOT} @{${alex.id}}`);
    await repondre(alex, fil.id, MOT);
    await modifier(camille, fil.id, `${MOT} bis`);
    await resoudre(alex, fil.id, true, 1);
    expect(JSON.stringify(await exporterDossier(camille, id))).not.toContain(MOT);
    const tables = await base.client.$queryRaw<{ nom: string }[]>`
      SELECT tablename AS nom FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'Commentaire'`;
    for (const { nom } of tables) {
      const [{ n } = { n: 0n }] = await base.client.$queryRawUnsafe<{ n: bigint }[]>(
        `SELECT count(*) AS n FROM "${nom}" x WHERE to_jsonb(x)::text LIKE '%${MOT}%'`,
      );
      expect({ nom, n: Number(n) }).toEqual({ nom, n: 0 });
    }
    const entrees = await base.client.entreeJournal.findMany({
      where: { dossierId: id, action: { startsWith: "commentaire." } },
      orderBy: { id: "asc" },
    });
    expect(entrees.map((e) => e.action)).toEqual([
      "commentaire.ecrire",
      "commentaire.repondre",
      "commentaire.modifier",
      "commentaire.resoudre",
    ]);
    expect(entrees[0]).toMatchObject({ objet: "identite", apres: { commentaire: fil.id, mentions: 1 } });
  });
});

describe("ce qui est écrit", () => {
  const lu = (texte: string, adresse: string | null = null) =>
    demandeCommentaire.safeParse({ dossierId: id, section: "identite", adresse, texte });
  test.each([
    ["vide", "  \n "],
    ["trop long", "a".repeat(4_001)],
    ["caractère de contrôle", "a\u0000b"],
    ["échappement", "a\u001b[31m"],
    ["renversement du sens de lecture", "a\u202Eb"],
  ])("refusé : %s", (_, texte) => expect(lu(texte).success).toBe(false));
  test("les lignes et les tabulations restent, les fins de ligne de Windows deviennent les nôtres", () =>
    expect(lu("  a\r\n\tb ").data?.texte).toBe("a\n\tb"));
  test("un champ d’une autre section, ou qui n’existe pas, est refusé", () => {
    expect(lu("a", "identite/titre").success).toBe(true);
    expect(lu("a", "budget/budget/x/montant").success).toBe(false);
    expect(lu("a", "identite/inconnu").success).toBe(false);
  });
});

test("un commentaire refusé n’est pas écrit à moitié", async () => {
  const avant = await base.client.commentaire.count();
  await erreurDe(ecrire(camille, `@{${alex.id}} et @{${randomUUID()}}`));
  expect(await base.client.commentaire.count()).toBe(avant);
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { demandeAcces, prolongation, retraitHabilitation } from "@/lib/schemas/acces";
import { demandeDesactivation } from "@/lib/schemas/comptes";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import type { Agent } from "@/lib/server/droits";
import { changerDroit } from "@/lib/server/equipe/changer-droit";
import { inviterContact } from "@/lib/server/equipe/inviter-contact";
import { inviterMembres } from "@/lib/server/equipe/inviter-membres";
import { lireEquipe } from "@/lib/server/equipe/lire-equipe";
import { passerLaMain } from "@/lib/server/equipe/passer-la-main";
import { quitterEquipe } from "@/lib/server/equipe/quitter-equipe";
import { demanderAcces } from "@/lib/server/habilitations/demander-acces";
import { lireHabilitation } from "@/lib/server/habilitations/lire-habilitation";
import { prolongerHabilitation } from "@/lib/server/habilitations/prolonger-habilitation";
import { retirerHabilitation } from "@/lib/server/habilitations/retirer-habilitation";
import { accepterInvitation } from "@/lib/server/invitations/accepter-invitation";
import { entrerParInvitation } from "@/lib/server/invitations/entrer-par-invitation";
import { lireInvitation } from "@/lib/server/invitations/lire-invitation";
import { desactiverUtilisateur } from "@/lib/server/utilisateurs/modifier-utilisateur";
import { equipeDe, jetonPour, membresDe, passant, versionDe } from "./equipe-outils";
import { creerAgent, erreurDe } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

/** What goes with a right when it is withdrawn: teams, invitations; and whom the service cannot lose. */

const MAINTENANT = new Date("2026-11-21T10:00:00Z");
const MOTIF = "A changé de service.";

let base: BaseDeTest;
let region: Agent;
let admin: Agent;
beforeAll(async () => {
  base = await baseDeTest();
  region = await creerAgent(base.client, "region_academique", { regionAcademique: "01" });
  admin = await creerAgent(base.client, "administrateur");
}, 60_000);
afterAll(() => base.fermer());

const droitDe = ({ id }: Agent, role: "equipe_projet" | "administrateur" = "equipe_projet") =>
  base.client.habilitation.findFirstOrThrow({ where: { utilisateurId: id, role, retireeLe: null } });
async function retirer(par: Agent, agent: Agent, role: "equipe_projet" | "administrateur" = "equipe_projet") {
  const { id, version } = await droitDe(agent, role);
  const saisie = retraitHabilitation.parse({ habilitationId: id, version, motif: MOTIF, confirme: true });
  return retirerHabilitation(par, saisie, MAINTENANT);
}
const donner = async ({ id }: Agent, dossierId: string | null = null) =>
  base.client.habilitation.create({
    data: {
      utilisateurId: id,
      role: "equipe_projet",
      regionAcademique: "02",
      dossierId,
      debut: new Date("2026-01-01"),
    },
  });
const vivants = async (agent: Agent): Promise<Agent> => {
  const habilitations = await base.client.habilitation.findMany({
    where: { utilisateurId: agent.id, retireeLe: null },
    select: { role: true, regionAcademique: true, uai: true, campus: true, dossierId: true, partenaire: true },
  });
  return { ...agent, habilitations };
};

describe("les équipes", () => {
  test("retiré ici puis habilité ailleurs : les anciens dossiers ne reviennent pas", async () => {
    const { alex, dossierId, membres } = await equipeDe(base.client, ["responsable"]);
    expect(await retirer(region, alex)).toMatchObject({ dossiers: 1, sansResponsable: 0 });
    await donner(alex);
    expect(await chargerEspace(await vivants(alex), dossierId)).toBeNull();
    expect(Object.keys(await membresDe(base.client, dossierId))).toEqual([membres[0]?.id]);
    const entrees = await base.client.entreeJournal.findMany({
      where: { acteurId: region.id },
      orderBy: { id: "asc" },
    });
    expect(entrees.slice(-2)).toMatchObject([
      { action: "equipe.retirer_membre", dossierId, apres: { motif: "droit_retire" } },
      { action: "habilitation.retirer", apres: { dossiers: [dossierId] } },
    ]);
  });

  test("un autre droit vivant garde ses équipes : tout, ou son seul dossier", async () => {
    const { alex, dossierId } = await equipeDe(base.client);
    const autre = await equipeDe(base.client, []);
    await base.client.membreDossier.create({
      data: { dossierId: autre.dossierId, utilisateurId: alex.id, droit: "redacteur" },
    });
    await donner(alex, autre.dossierId);
    const vise = await base.client.habilitation.findFirstOrThrow({
      where: { utilisateurId: alex.id, dossierId: null },
    });
    const saisie = { habilitationId: vise.id, version: vise.version, motif: MOTIF, confirme: true as const };
    expect((await retirerHabilitation(region, saisie, MAINTENANT)).dossiers).toBe(1);
    expect(await membresDe(base.client, autre.dossierId)).toHaveProperty(alex.id);
    expect(await membresDe(base.client, dossierId)).not.toHaveProperty(alex.id);

    const { alex: zoe, dossierId: sien } = await equipeDe(base.client);
    await donner(zoe);
    await base.client.habilitation.updateMany({ where: { utilisateurId: zoe.id }, data: { regionAcademique: "01" } });
    expect((await retirer(region, zoe)).dossiers).toBe(0);
    expect(await membresDe(base.client, sien)).toHaveProperty(zoe.id);
  });

  test("la dernière responsable : la fiche le dit avant, le résultat et la fiche après", async () => {
    const { alex } = await equipeDe(base.client, ["redacteur"]);
    const { id } = await droitDe(alex);
    expect(await lireHabilitation(region, id, MAINTENANT)).toMatchObject({ seulResponsable: 1, dossiersLaisses: 0 });
    expect(await retirer(region, alex)).toMatchObject({ sansResponsable: 1 });
    expect(await lireHabilitation(region, id, MAINTENANT)).toMatchObject({ seulResponsable: 0, dossiersLaisses: 1 });
  });
});

test("un dossier laissé sans responsable : sa région en nomme un autre, puis n’y touche plus", async () => {
  const { alex, dossierId, membres } = await equipeDe(base.client, ["redacteur"]);
  const [membre] = membres as [Agent];
  const versionVue = await versionDe(base.client, dossierId, membre.id);
  const nommer = (par: Agent) =>
    changerDroit(par, { dossierId, utilisateurId: membre.id, droit: "responsable", versionVue } as never, MAINTENANT);
  expect((await erreurDe(nommer(region))).code).toBe("interdit");
  await retirer(region, alex);
  const ailleurs = await creerAgent(base.client, "region_academique", { regionAcademique: "02" });
  expect((await erreurDe(nommer(ailleurs))).code).toBe("introuvable");
  expect((await lireEquipe(region, dossierId, MAINTENANT))?.droits).toEqual({ gerer: true, quitter: false });
  const inviter = (email: string) =>
    inviterMembres(region, { dossierId, adresses: [email], droit: "responsable" }, MAINTENANT);
  expect((await erreurDe(inviter(region.email))).fields).toHaveProperty("adresses.0");
  const lou = await passant(base.client);
  await inviter(lou.email);
  await accepterInvitation(lou, { jeton: await jetonPour(base.client, lou.email) }, MAINTENANT);
  expect(await membresDe(base.client, dossierId)).toMatchObject({ [lou.id]: "responsable" });
  expect((await lireEquipe(region, dossierId, MAINTENANT))?.droits.gerer).toBe(false);
  expect((await erreurDe(nommer(region))).code).toBe("interdit");
});

describe("les invitations en attente", () => {
  const morte = async (jeton: string, agent: Agent) => {
    expect(await lireInvitation(null, jeton, MAINTENANT)).toBeNull();
    expect((await erreurDe(accepterInvitation(agent, { jeton }, MAINTENANT))).code).toBe("introuvable");
  };
  async function pendante() {
    const { alex, dossierId, membres } = await equipeDe(base.client, ["responsable"]);
    const lou = await passant(base.client);
    await inviterMembres(alex, { dossierId, adresses: [lou.email], droit: "lecteur" }, MAINTENANT);
    return { alex, dossierId, lou, membre: membres[0] as Agent, jeton: await jetonPour(base.client, lou.email) };
  }

  test("celles que la personne a envoyées s’éteignent avec son droit", async () => {
    const { alex, lou, jeton, dossierId } = await pendante();
    await retirer(region, alex);
    await morte(jeton, lou);
    expect(await base.client.invitation.count({ where: { dossierId, retireeLe: null } })).toBe(0);
  });

  test("celle qu’elle a reçue aussi : elle ne la ramène pas", async () => {
    const { alex, dossierId } = await pendante();
    const eve = await creerAgent(base.client, "equipe_projet", { regionAcademique: "01" });
    await inviterMembres(alex, { dossierId, adresses: [eve.email], droit: "responsable" }, MAINTENANT);
    const jeton = await jetonPour(base.client, eve.email);
    await retirer(region, eve);
    await morte(jeton, eve);
  });

  test("quand son compte est désactivé", async () => {
    const { alex, lou, jeton } = await pendante();
    await desactiverUtilisateur(
      admin,
      demandeDesactivation.parse({ utilisateurId: alex.id, version: 0, motif: MOTIF }),
      MAINTENANT,
    );
    await morte(jeton, lou);
  });

  test("quand elle quitte l’équipe", async () => {
    const { alex, lou, jeton, dossierId } = await pendante();
    await quitterEquipe(alex, { dossierId, confirme: true } as never, MAINTENANT);
    await morte(jeton, lou);
  });

  test("quand qui a invité ne compose plus l’équipe, même si rien ne les a retirées ; à qui passe la main, elles restent", async () => {
    const { alex, lou, jeton, dossierId, membre } = await pendante();
    const cle = { dossierId_utilisateurId: { dossierId, utilisateurId: alex.id } };
    await base.client.membreDossier.update({ where: cle, data: { droit: "lecteur" } });
    await morte(jeton, lou);
    await base.client.membreDossier.update({ where: cle, data: { droit: "responsable" } });
    const versionVue = await versionDe(base.client, dossierId, membre.id);
    await passerLaMain(alex, { dossierId, utilisateurId: membre.id, versionVue } as never, MAINTENANT);
    expect(await accepterInvitation(lou, { jeton }, MAINTENANT)).toMatchObject({ dossierId });
  });

  test("deux invitations d’une adresse neuve, acceptées au même instant : un compte, deux dossiers", async () => {
    const email = "neuve@partenaire.invalid";
    const jetons: string[] = [];
    for (let i = 0; i < 2; i += 1) {
      const { alex, dossierId } = await equipeDe(base.client);
      await inviterContact(
        alex,
        { dossierId, partenaire: "branche", adresse: email },
        new Date(MAINTENANT.getTime() + i),
      );
      jetons.push(await jetonPour(base.client, email));
    }
    const entrees = jetons.map((jeton) =>
      entrerParInvitation({ jeton, identite: { prenom: "Noé", nom: "Neuf" } } as never, null, MAINTENANT),
    );
    expect((await Promise.allSettled(entrees)).map((e) => e.status)).toEqual(["fulfilled", "fulfilled"]);
    const { id } = await base.client.utilisateur.findUniqueOrThrow({ where: { email } });
    expect(await base.client.habilitation.count({ where: { utilisateurId: id } })).toBe(2);
  });
});

describe("le dernier administrateur", () => {
  let deux: Agent;
  beforeEach(async () => {
    await base.client.habilitation.updateMany({
      where: { role: "administrateur", utilisateurId: { not: admin.id } },
      data: { retireeLe: MAINTENANT },
    });
    await base.client.habilitation.updateMany({
      where: { utilisateurId: admin.id },
      data: { retireeLe: null, fin: null },
    });
    deux = await creerAgent(base.client, "administrateur");
  });

  test("deux qui se retirent l’un l’autre au même instant : il en reste un", async () => {
    const faits = await Promise.allSettled([
      retirer(admin, deux, "administrateur"),
      retirer(deux, admin, "administrateur"),
    ]);
    expect(faits.map((f) => f.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await base.client.habilitation.count({ where: { role: "administrateur", retireeLe: null } })).toBe(1);
  });

  test("deux qui s’écourtent l’un l’autre : le second est refusé", async () => {
    const ecourter = async (par: Agent, qui: Agent) => {
      const { id, version } = await droitDe(qui, "administrateur");
      const saisie = prolongation.parse({ habilitationId: id, version, fin: "2026-11-30" });
      return prolongerHabilitation(par, saisie, MAINTENANT);
    };
    await ecourter(admin, deux);
    expect(await erreurDe(ecourter(deux, admin))).toMatchObject({
      code: "regle",
      message: expect.stringContaining("dernier administrateur"),
    });
  });
});

test("un campus de la dernière liste importée se demande et s’accorde ; un campus fermé, non", async () => {
  const [ancien, neuf] = ["Campus d’hier (essai)", "Campus d’aujourd’hui (essai)"];
  const sha256 = "0".repeat(64);
  await base.client.importReference.create({
    data: {
      ...{ genre: "campus", etat: "applique", nomFichier: "campus.csv", octets: 1, sha256, refus: [] },
      ...{ lues: 2, ecartees: 0, refusees: 0, prepareParId: admin.id, appliqueParId: admin.id, appliqueLe: MAINTENANT },
    },
  });
  await base.client.campusReference.createMany({
    data: [
      { nom: neuf, excellence: false },
      { nom: ancien, excellence: false, fermeLe: new Date("2026-01-01") },
    ],
  });
  const eve = await creerAgent(base.client, "lecteur_national");
  const saisie = (campus: string) =>
    demandeAcces.parse({
      ...{ role: "coordonnateur_cmq", regionAcademique: "01", uai: "", campus, siret: "11000000000007" },
      motif: "Je coordonne ce campus.",
    });
  expect((await erreurDe(demanderAcces(eve, saisie(ancien), MAINTENANT))).fields).toHaveProperty("campus");
  expect((await demanderAcces(eve, saisie(neuf), MAINTENANT)).id).toBeTruthy();
});

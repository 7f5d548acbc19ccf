import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PHRASE_DERNIER_RESPONSABLE } from "@/lib/domain/equipe";
import { changerDroit } from "@/lib/server/equipe/changer-droit";
import { lireEquipe } from "@/lib/server/equipe/lire-equipe";
import { passerLaMain } from "@/lib/server/equipe/passer-la-main";
import { quitterEquipe } from "@/lib/server/equipe/quitter-equipe";
import { retirerMembre } from "@/lib/server/equipe/retirer-membre";
import { lireBail, ouvrirBail } from "@/lib/server/session/bail";
import { equipeDe, membresDe, passant, versionDe } from "./equipe-outils";
import { creerAgent, erreurDe, inviter } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

const MAINTENANT = new Date("2026-11-21T10:00:00Z");

let base: BaseDeTest;
beforeAll(async () => {
  base = await baseDeTest();
}, 60_000);
afterAll(() => base.fermer());

const retirer = (
  agent: Parameters<typeof retirerMembre>[0],
  dossierId: string,
  utilisateurId: string,
  versionVue = 0,
) => retirerMembre(agent, { dossierId, utilisateurId, versionVue, confirme: true }, MAINTENANT);

describe("voir l’équipe", () => {
  test("chaque membre avec son droit, depuis quand, et qui regarde ; les invitations pour les responsables seulement", async () => {
    const { alex, dossierId, membres } = await equipeDe(base.client, ["redacteur", "lecteur"]);
    const [, lecteur] = membres;
    const vue = await lireEquipe(alex, dossierId, MAINTENANT);
    expect(vue?.membres.map((m) => [m.droit, m.moi, m.actif])).toEqual([
      ["responsable", true, true],
      ["redacteur", false, true],
      ["lecteur", false, true],
    ]);
    expect(vue?.membres[0]?.depuis).toBe("2024-03-15");
    expect(vue?.droits).toEqual({ gerer: true, quitter: true });
    expect((await lireEquipe(lecteur as typeof alex, dossierId, MAINTENANT))?.droits).toEqual({
      gerer: false,
      quitter: true,
    });
  });

  test("la région voit sans gérer ; qui lit sans voir l’équipe, ou ne voit rien, ne reçoit rien", async () => {
    const { dossierId } = await equipeDe(base.client);
    const region = await creerAgent(base.client, "region_academique", { regionAcademique: "01" });
    expect((await lireEquipe(region, dossierId, MAINTENANT))?.droits).toEqual({ gerer: false, quitter: false });
    for (const role of ["lecteur_national", "administrateur"] as const)
      expect(await lireEquipe(await passant(base.client, role), dossierId, MAINTENANT)).toBeNull();
    expect(await lireEquipe(region, "pas-un-identifiant", MAINTENANT)).toBeNull();
  });

  test("un membre dont l’habilitation est finie est dit sans accès", async () => {
    const { alex, dossierId, membres } = await equipeDe(base.client, ["redacteur"]);
    await base.client.habilitation.updateMany({
      where: { utilisateurId: membres[0]?.id as string },
      data: { fin: new Date("2026-11-20T00:00:00Z") },
    });
    const vue = await lireEquipe(alex, dossierId, MAINTENANT);
    expect(vue?.membres.map((m) => m.actif)).toEqual([true, false]);
  });
});

describe("changer un droit", () => {
  test("compte à la requête suivante et laisse une entrée sans nom ni adresse", async () => {
    const { alex, dossierId, membres } = await equipeDe(base.client, ["lecteur"]);
    const { id: utilisateurId } = membres[0] as typeof alex;
    await changerDroit(alex, { dossierId, utilisateurId, droit: "redacteur", versionVue: 0 }, MAINTENANT);
    expect(await membresDe(base.client, dossierId)).toMatchObject({ [utilisateurId]: "redacteur" });
    expect(
      await base.client.entreeJournal.findFirst({ where: { dossierId, action: "equipe.changer_droit" } }),
    ).toMatchObject({ avant: { utilisateurId, droit: "lecteur" }, apres: { utilisateurId, droit: "redacteur" } });
  });

  test("sur une liste dépassée, rien n’est écrit", async () => {
    const { alex, dossierId, membres } = await equipeDe(base.client, ["lecteur"]);
    const { id: utilisateurId } = membres[0] as typeof alex;
    const vise = { dossierId, utilisateurId };
    await changerDroit(alex, { ...vise, droit: "redacteur", versionVue: 0 }, MAINTENANT);
    const erreur = await erreurDe(changerDroit(alex, { ...vise, droit: "responsable", versionVue: 0 }, MAINTENANT));
    expect(erreur.code).toBe("conflit");
    expect((await erreurDe(retirer(alex, dossierId, utilisateurId, 0))).code).toBe("conflit");
    expect(await membresDe(base.client, dossierId)).toMatchObject({ [utilisateurId]: "redacteur" });
  });

  test.each([
    ["redacteur", "interdit"],
    ["lecteur", "interdit"],
  ] as const)("un %s ne gère pas l’équipe", async (droit, code) => {
    const { alex, dossierId, membres } = await equipeDe(base.client, [droit]);
    const membre = membres[0] as typeof alex;
    const demande = { dossierId, utilisateurId: membre.id, droit: "responsable" as const, versionVue: 0 };
    expect((await erreurDe(changerDroit(membre, demande, MAINTENANT))).code).toBe(code);
    expect((await erreurDe(retirer(membre, dossierId, alex.id))).code).toBe(code);
  });

  test("pour qui ne voit pas le dossier, il n’existe pas", async () => {
    const { alex, dossierId } = await equipeDe(base.client);
    const inconnu = await creerAgent(base.client, "equipe_projet");
    expect((await erreurDe(retirer(inconnu, dossierId, alex.id))).code).toBe("introuvable");
    const ailleurs = "00000000-0000-4000-8000-000000000000";
    expect(await erreurDe(retirer(inconnu, ailleurs, alex.id))).toEqual(
      await erreurDe(retirer(inconnu, dossierId, alex.id)),
    );
  });
});

describe("retirer un membre", () => {
  test("ferme ses sessions, retire son droit limité au dossier, laisse les autres", async () => {
    const { alex, dossierId } = await equipeDe(base.client);
    const invite = await creerAgent(base.client, "equipe_projet", { dossierId, regionAcademique: "01" });
    await inviter(base.client, dossierId, invite, "redacteur");
    const jeton = await ouvrirBail(invite.id, { action: "session.ouvrir_persona", methode: "persona" }, MAINTENANT);
    expect(await lireBail(jeton, MAINTENANT)).not.toBeNull();
    await retirer(alex, dossierId, invite.id);
    expect(await lireBail(jeton, MAINTENANT)).toBeNull();
    expect(await membresDe(base.client, dossierId)).toEqual({ [alex.id]: "responsable" });
    expect(await base.client.habilitation.findFirst({ where: { utilisateurId: invite.id } })).toMatchObject({
      retireeLe: MAINTENANT,
      retireeParId: alex.id,
    });
    expect(await base.client.session.findFirst({ where: { utilisateurId: invite.id } })).toMatchObject({
      motifFermeture: "droit_retire",
    });
    expect(
      await base.client.entreeJournal.findFirst({ where: { dossierId, action: "equipe.retirer_membre" } }),
    ).toMatchObject({
      avant: { utilisateurId: invite.id, droit: "redacteur" },
      apres: { droitsRetires: 1, sessionsFermees: 1, invitationsRetirees: 0 },
    });
  });

  test("le droit régional d’un membre retiré reste : il vaut pour ses autres dossiers", async () => {
    const { alex, dossierId, membres } = await equipeDe(base.client, ["redacteur"]);
    const { id } = membres[0] as typeof alex;
    await retirer(alex, dossierId, id);
    expect(await base.client.habilitation.count({ where: { utilisateurId: id, retireeLe: null } })).toBe(1);
  });

  test("une personne déjà partie : la page le dit", async () => {
    const { alex, dossierId, membres } = await equipeDe(base.client, ["redacteur"]);
    const { id } = membres[0] as typeof alex;
    await retirer(alex, dossierId, id);
    expect((await erreurDe(retirer(alex, dossierId, id))).code).toBe("introuvable");
  });
});

describe("il reste toujours un responsable", () => {
  test("le dernier ne part pas, ne baisse pas son droit ; un autre le permet", async () => {
    const { alex, dossierId, membres } = await equipeDe(base.client, ["redacteur"]);
    const { id } = membres[0] as typeof alex;
    const partir = () => quitterEquipe(alex, { dossierId, confirme: true }, MAINTENANT);
    const refus = { code: "regle", message: PHRASE_DERNIER_RESPONSABLE };
    expect(await erreurDe(partir())).toEqual(refus);
    const baisser = { dossierId, utilisateurId: alex.id, droit: "lecteur" as const, versionVue: 0 };
    expect(await erreurDe(changerDroit(alex, baisser, MAINTENANT))).toEqual(refus);
    await changerDroit(alex, { dossierId, utilisateurId: id, droit: "responsable", versionVue: 0 }, MAINTENANT);
    await partir();
    expect(await membresDe(base.client, dossierId)).toEqual({ [id]: "responsable" });
  });

  test("un second responsable sans accès ne compte pas", async () => {
    const { alex, dossierId, membres } = await equipeDe(base.client, ["responsable"]);
    await base.client.utilisateur.update({
      where: { id: membres[0]?.id as string },
      data: { desactiveLe: MAINTENANT },
    });
    expect((await erreurDe(quitterEquipe(alex, { dossierId, confirme: true }, MAINTENANT))).code).toBe("regle");
  });

  test("deux responsables qui se retirent l’un l’autre au même instant : un seul y parvient", async () => {
    for (let tour = 0; tour < 8; tour++) {
      const { alex, dossierId, membres } = await equipeDe(base.client, ["responsable"]);
      const autre = membres[0] as typeof alex;
      const issues = await Promise.allSettled([retirer(alex, dossierId, autre.id), retirer(autre, dossierId, alex.id)]);
      expect(issues.filter((i) => i.status === "fulfilled")).toHaveLength(1);
      expect(Object.values(await membresDe(base.client, dossierId))).toEqual(["responsable"]);
    }
  });

  test("deux responsables qui partent au même instant : un seul part", async () => {
    for (let tour = 0; tour < 8; tour++) {
      const { alex, dossierId, membres } = await equipeDe(base.client, ["responsable"]);
      const autre = membres[0] as typeof alex;
      const issues = await Promise.allSettled(
        [alex, autre].map((agent) => quitterEquipe(agent, { dossierId, confirme: true }, MAINTENANT)),
      );
      expect(issues.filter((i) => i.status === "fulfilled")).toHaveLength(1);
      expect(Object.values(await membresDe(base.client, dossierId))).toEqual(["responsable"]);
    }
  });

  test("passer la main échange les droits d’un coup, même pour le seul responsable", async () => {
    const { alex, dossierId, membres } = await equipeDe(base.client, ["lecteur"]);
    const { id: utilisateurId } = membres[0] as typeof alex;
    await passerLaMain(alex, { dossierId, utilisateurId, versionVue: 0, confirme: true }, MAINTENANT);
    expect(await membresDe(base.client, dossierId)).toEqual({ [alex.id]: "redacteur", [utilisateurId]: "responsable" });
    expect(await versionDe(base.client, dossierId, alex.id)).toBe(1);
    const rendre = { dossierId, utilisateurId, versionVue: 1, confirme: true as const };
    expect((await erreurDe(passerLaMain(alex, rendre, MAINTENANT))).code).toBe("interdit");
  });

  test("on ne passe pas la main à qui n’a plus accès", async () => {
    const { alex, dossierId, membres } = await equipeDe(base.client, ["redacteur"]);
    const { id: utilisateurId } = membres[0] as typeof alex;
    await base.client.habilitation.updateMany({ where: { utilisateurId }, data: { retireeLe: MAINTENANT } });
    const passation = { dossierId, utilisateurId, versionVue: 0, confirme: true as const };
    expect((await erreurDe(passerLaMain(alex, passation, MAINTENANT))).message).toBe(PHRASE_DERNIER_RESPONSABLE);
    expect(await membresDe(base.client, dossierId)).toEqual({ [alex.id]: "responsable", [utilisateurId]: "redacteur" });
  });
});

test("la région voit l’équipe mais ne la quitte pas : elle n’en fait pas partie", async () => {
  const { dossierId } = await equipeDe(base.client);
  const region = await creerAgent(base.client, "region_academique", { regionAcademique: "01" });
  expect((await erreurDe(quitterEquipe(region, { dossierId, confirme: true }, MAINTENANT))).code).toBe("regle");
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demandeInvitationMembres } from "@/lib/schemas/equipe";
import { transaction } from "@/lib/server/base";
import { CORPS_EFFACE, effacerLiensEteints } from "@/lib/server/courriels/effacer-liens";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import { creerDossier } from "@/lib/server/dossiers/creer-dossier";
import { peut } from "@/lib/server/droits";
import { inviterContact } from "@/lib/server/equipe/inviter-contact";
import { inviterMembres } from "@/lib/server/equipe/inviter-membres";
import { lireEquipe } from "@/lib/server/equipe/lire-equipe";
import { renvoyerInvitation } from "@/lib/server/equipe/renvoyer-invitation";
import { retirerContact } from "@/lib/server/equipe/retirer-contact";
import { retirerInvitation } from "@/lib/server/equipe/retirer-invitation";
import { retirerMembre } from "@/lib/server/equipe/retirer-membre";
import { accepterInvitation } from "@/lib/server/invitations/accepter-invitation";
import { entrerParInvitation } from "@/lib/server/invitations/entrer-par-invitation";
import { lireInvitation } from "@/lib/server/invitations/lire-invitation";
import { lirePagePart } from "@/lib/server/participation/lire-page-part";
import { lireParticipation } from "@/lib/server/participation/lire-participation";
import { listerParticipations } from "@/lib/server/participation/lister-participations";
import { lireBail } from "@/lib/server/session/bail";
import { equipeDe, jetonPour, membresDe, passant, relire, sha256 } from "./equipe-outils";
import { creerAgent, erreurDe } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

const MAINTENANT = new Date("2026-11-21T10:00:00Z");
const plusTard = (ms: number) => new Date(MAINTENANT.getTime() + ms);
const QUATORZE_JOURS = 14 * 86_400_000;

let base: BaseDeTest;
beforeAll(async () => {
  base = await baseDeTest();
}, 60_000);
afterAll(() => base.fermer());

/** A dossier, someone outside of it, and the link that they were sent. */
async function invites(droit: "lecteur" | "redacteur" | "responsable" = "redacteur") {
  const { alex, dossierId } = await equipeDe(base.client);
  const lou = await passant(base.client);
  await inviterMembres(alex, { dossierId, adresses: [lou.email], droit }, MAINTENANT);
  const invitation = await base.client.invitation.findFirstOrThrow({ where: { dossierId } });
  return { alex, dossierId, lou, invitation, jeton: await jetonPour(base.client, lou.email) };
}

const corpsPour = async (destinataire: string) =>
  (await base.client.courriel.findMany({ where: { destinataire }, orderBy: { creeLe: "asc" } })).map((c) => c.corps);

/** A partner's contact, with the link sent to an address nobody has an account for. */
let rang = 0;
async function contactInvite() {
  const { alex, dossierId } = await equipeDe(base.client);
  rang += 1;
  const email = `contact${rang}@partenaire.invalid`;
  await inviterContact(alex, { dossierId, partenaire: "branche", adresse: email }, MAINTENANT);
  return { alex, dossierId, email, jeton: await jetonPour(base.client, email) };
}

describe("inviter", () => {
  test("la table ne tient que le SHA-256 d’un jeton de 256 bits", async () => {
    const { jeton, invitation } = await invites();
    expect(Buffer.from(jeton, "base64url")).toHaveLength(32);
    expect(invitation.empreinte).toBe(sha256(jeton));
    expect(invitation.expireLe).toEqual(plusTard(QUATORZE_JOURS));
  });

  test("une adresse déjà membre, ou déjà invitée, est dite ; rien ne part à personne", async () => {
    const { alex, dossierId, lou } = await invites();
    const avant = await base.client.courriel.count();
    const adresses = ["neuf@exemple.invalid", alex.email, lou.email];
    const erreur = await erreurDe(inviterMembres(alex, { dossierId, adresses, droit: "lecteur" }, MAINTENANT));
    expect(erreur.fields).toEqual({
      "adresses.1": `« ${alex.email} » fait déjà partie de l’équipe.`,
      "adresses.2": expect.stringContaining("a déjà une invitation en attente"),
    });
    expect(await base.client.courriel.count()).toBe(avant);
  });

  test("une invitation expirée laisse la place à une neuve", async () => {
    const { alex, dossierId, lou } = await invites();
    const apres = plusTard(QUATORZE_JOURS);
    await inviterMembres(alex, { dossierId, adresses: [lou.email], droit: "lecteur" }, apres);
    const vue = await lireEquipe(alex, dossierId, apres);
    expect(vue?.invitations.map((i) => [i.droit, i.etat])).toEqual([["lecteur", "en_attente"]]);
  });

  test("chaque adresse fausse a sa phrase, à son rang", () => {
    const lu = demandeInvitationMembres.safeParse({
      dossierId: "00000000-0000-4000-8000-000000000000",
      adresses: "bon@exemple.fr, faux, Élodie@exemple.fr",
      droit: "lecteur",
    });
    expect(lu.error?.issues.map((i) => i.path.join("."))).toEqual(["adresses.1", "adresses.2"]);
  });

  test("ni un rédacteur, ni la région, ni un inconnu n’invite", async () => {
    const { dossierId, membres } = await equipeDe(base.client, ["redacteur"]);
    const region = await creerAgent(base.client, "region_academique", { regionAcademique: "01" });
    const demande = { dossierId, adresses: ["x@exemple.fr"], droit: "lecteur" as const };
    const code = async (agent: typeof region) => (await erreurDe(inviterMembres(agent, demande, MAINTENANT))).code;
    expect(await code(membres[0] as typeof region)).toBe("interdit");
    expect(await code(region)).toBe("interdit");
    expect(await code(await passant(base.client, "etablissement"))).toBe("introuvable");
  });
});

describe("lire le lien", () => {
  test("montre le dossier et le droit sans rien consommer, et la fonction de qui invite, pas son nom", async () => {
    const { jeton, lou, alex, invitation } = await invites();
    const vue = await lireInvitation(null, jeton, MAINTENANT);
    expect(vue).toMatchObject({ type: "ouverte", droit: "redacteur", voie: "connexion", organisation: "Essai" });
    expect(JSON.stringify(vue)).not.toContain(alex.nom);
    expect(JSON.stringify(vue)).not.toContain(lou.email);
    expect(await lireInvitation(lou, jeton, MAINTENANT)).toMatchObject({ voie: "accepter" });
    expect(await base.client.invitation.findUnique({ where: { id: invitation.id } })).toEqual(invitation);
  });

  test("avec un autre compte, ni le dossier ni l’adresse entière", async () => {
    const { jeton, lou } = await invites();
    const autre = await passant(base.client);
    const vue = await lireInvitation(autre, jeton, MAINTENANT);
    expect(vue?.type).toBe("autre_compte");
    expect(JSON.stringify(vue)).not.toMatch(new RegExp(`${lou.email}|FPI`));
  });

  test("inconnu, expiré, retiré, accepté : rien dans tous les cas", async () => {
    const { alex, dossierId, jeton, lou, invitation } = await invites();
    expect(await lireInvitation(null, "inconnu", MAINTENANT)).toBeNull();
    expect(await lireInvitation(lou, jeton, plusTard(QUATORZE_JOURS))).toBeNull();
    await accepterInvitation(lou, { jeton }, MAINTENANT);
    expect(await lireInvitation(lou, jeton, MAINTENANT)).toBeNull();
    const demande = { dossierId, invitationId: invitation.id, versionVue: 1 };
    expect((await erreurDe(retirerInvitation(alex, demande, MAINTENANT))).code).toBe("introuvable");
  });
});

describe("accepter", () => {
  test("fait membre, avec un droit d’un an sur ce dossier seul, qui n’en crée pas d’autre", async () => {
    const { dossierId, jeton, lou, alex } = await invites();
    expect(await accepterInvitation(lou, { jeton }, MAINTENANT)).toEqual({ dossierId, vers: `/dossiers/${dossierId}` });
    expect(await membresDe(base.client, dossierId)).toMatchObject({ [lou.id]: "redacteur" });
    expect(
      await base.client.habilitation.findFirst({ where: { utilisateurId: lou.id, role: "equipe_projet" } }),
    ).toMatchObject({
      dossierId,
      regionAcademique: "01",
      accordeeParId: alex.id,
      debut: new Date("2026-11-21T00:00:00Z"),
      fin: new Date("2027-11-21T00:00:00Z"),
    });
    const demain = await relire(base.client, lou);
    expect((await chargerEspace(demain, dossierId))?.droits).toMatchObject({ modifier: true, deposer: false });
    expect(peut(demain, "dossier.creer")).toBe(false);
    const creation = { regionAcademique: "01", regime: "ATCF", filiere: "numerique" } as never;
    expect((await erreurDe(creerDossier(demain, creation, MAINTENANT))).code).toBe("interdit");
  });

  test("qui a déjà un droit d’équipe projet n’en reçoit pas un second", async () => {
    const { alex, dossierId } = await equipeDe(base.client);
    const sacha = await creerAgent(base.client, "equipe_projet", { regionAcademique: "01" });
    await inviterMembres(alex, { dossierId, adresses: [sacha.email], droit: "lecteur" }, MAINTENANT);
    await accepterInvitation(sacha, { jeton: await jetonPour(base.client, sacha.email) }, MAINTENANT);
    expect(await base.client.habilitation.count({ where: { utilisateurId: sacha.id } })).toBe(1);
    expect(await membresDe(base.client, dossierId)).toMatchObject({ [sacha.id]: "lecteur" });
  });

  test("une milliseconde avant la fin oui, à la fin non", async () => {
    const a = await invites();
    await accepterInvitation(a.lou, { jeton: a.jeton }, plusTard(QUATORZE_JOURS - 1));
    const b = await invites();
    const tard = await erreurDe(accepterInvitation(b.lou, { jeton: b.jeton }, plusTard(QUATORZE_JOURS)));
    expect(tard).toEqual(await erreurDe(accepterInvitation(b.lou, { jeton: "inconnu" }, MAINTENANT)));
  });

  test("deux fois au même instant : une seule passe, un seul droit", async () => {
    for (let tour = 0; tour < 8; tour++) {
      const { lou, jeton, dossierId } = await invites();
      const issues = await Promise.allSettled([
        accepterInvitation(lou, { jeton }, MAINTENANT),
        accepterInvitation(lou, { jeton }, MAINTENANT),
      ]);
      expect(issues.filter((i) => i.status === "fulfilled")).toHaveLength(1);
      expect(await base.client.habilitation.count({ where: { utilisateurId: lou.id, dossierId } })).toBe(1);
      expect(await base.client.entreeJournal.count({ where: { dossierId, action: "invitation.accepter" } })).toBe(1);
    }
  });

  test("avec un autre compte : refusé, l’adresse invitée reste masquée, l’invitation reste bonne", async () => {
    const { lou, jeton } = await invites();
    const autre = await passant(base.client);
    const erreur = await erreurDe(accepterInvitation(autre, { jeton }, MAINTENANT));
    expect(erreur.code).toBe("interdit");
    expect(erreur.message).not.toContain(lou.email);
    await accepterInvitation(lou, { jeton }, MAINTENANT);
  });

  test("une session ouverte par un lien ne rejoint pas une équipe ; avec ProConnect, le même compte la rejoint", async () => {
    const { dossierId, lou, jeton } = await invites();
    const refus = await erreurDe(accepterInvitation({ ...lou, methode: "lien" }, { jeton }, MAINTENANT));
    expect(refus).toMatchObject({ code: "interdit", message: expect.stringContaining("avec ProConnect") });
    expect(await membresDe(base.client, dossierId)).not.toHaveProperty(lou.id);
    await accepterInvitation(lou, { jeton }, MAINTENANT);
  });

  test("l’adresse se compare sans les capitales", async () => {
    const { lou, jeton } = await invites();
    await accepterInvitation({ ...lou, email: lou.email.toUpperCase() }, { jeton }, MAINTENANT);
  });

  test("renvoyée : le nouveau lien vaut, l’ancien ne vaut plus ; deux renvois sur la même liste, un seul part", async () => {
    const { alex, dossierId, lou, jeton, invitation } = await invites();
    const demande = { dossierId, invitationId: invitation.id, versionVue: 0 };
    await renvoyerInvitation(alex, demande, plusTard(1000));
    expect((await erreurDe(renvoyerInvitation(alex, demande, plusTard(2000)))).code).toBe("conflit");
    const nouveau = await jetonPour(base.client, lou.email);
    expect(nouveau).not.toBe(jeton);
    expect(await corpsPour(lou.email)).toEqual([CORPS_EFFACE, expect.stringContaining(nouveau)]);
    expect((await erreurDe(accepterInvitation(lou, { jeton }, plusTard(2000)))).code).toBe("introuvable");
    await accepterInvitation(lou, { jeton: nouveau }, plusTard(QUATORZE_JOURS));
  });

  test("retirée : le lien ne vaut plus rien", async () => {
    const { alex, dossierId, lou, jeton, invitation } = await invites();
    await retirerInvitation(alex, { dossierId, invitationId: invitation.id, versionVue: 0 }, MAINTENANT);
    expect((await erreurDe(accepterInvitation(lou, { jeton }, MAINTENANT))).code).toBe("introuvable");
    expect(await corpsPour(lou.email)).toEqual([CORPS_EFFACE]);
  });

  test("le courriel garde son lien tant qu’il vaut, et pas après ; son objet, que les administrateurs voient, tait le titre", async () => {
    const { lou, jeton, dossierId } = await invites();
    await transaction((tx) => effacerLiensEteints(tx, plusTard(QUATORZE_JOURS - 1)));
    const { titre } = await base.client.dossier.findUniqueOrThrow({
      where: { id: dossierId },
      select: { titre: true },
    });
    const { objet, corps } = await base.client.courriel.findFirstOrThrow({ where: { destinataire: lou.email } });
    expect(corps).toContain(jeton);
    expect(corps).toContain(titre);
    expect(objet).not.toContain(titre);
    await transaction((tx) => effacerLiensEteints(tx, plusTard(QUATORZE_JOURS)));
    expect(await corpsPour(lou.email)).toEqual([CORPS_EFFACE]);
  });

  test("retiré puis réinvité, un membre revient ; l’invitation d’avant son retrait ne le ramène pas", async () => {
    const { alex, dossierId, lou, jeton } = await invites();
    await accepterInvitation(lou, { jeton }, MAINTENANT);
    // A second invitation is refused while a member: this one is older than the removal by another way.
    await base.client.invitation.create({
      data: {
        empreinte: sha256("ancienne"),
        dossierId,
        email: lou.email,
        droit: "responsable",
        invitantId: alex.id,
        expireLe: plusTard(QUATORZE_JOURS),
      },
    });
    await retirerMembre(alex, { dossierId, utilisateurId: lou.id, versionVue: 0, confirme: true }, MAINTENANT);
    expect((await erreurDe(accepterInvitation(lou, { jeton: "ancienne" }, MAINTENANT))).code).toBe("introuvable");
    await base.client.courriel.deleteMany({ where: { destinataire: lou.email } });
    await inviterMembres(alex, { dossierId, adresses: [lou.email], droit: "lecteur" }, MAINTENANT);
    await accepterInvitation(lou, { jeton: await jetonPour(base.client, lou.email) }, MAINTENANT);
    expect(await membresDe(base.client, dossierId)).toMatchObject({ [lou.id]: "lecteur" });
  });

  test("qui n’a plus d’habilitation se réinvite, au droit de cette invitation et pas à celui d’avant", async () => {
    const { alex, dossierId, lou, jeton } = await invites();
    await accepterInvitation(lou, { jeton }, MAINTENANT);
    const dansDeuxAns = new Date("2028-11-21T10:00:00Z");
    await base.client.courriel.deleteMany({ where: { destinataire: lou.email } });
    await inviterMembres(alex, { dossierId, adresses: [lou.email], droit: "lecteur" }, dansDeuxAns);
    await accepterInvitation(lou, { jeton: await jetonPour(base.client, lou.email) }, dansDeuxAns);
    expect(await membresDe(base.client, dossierId)).toMatchObject({ [lou.id]: "lecteur" });
    expect(await base.client.habilitation.count({ where: { utilisateurId: lou.id, dossierId } })).toBe(2);
  });
});

describe("contact d’un partenaire", () => {
  const identite = { prenom: "Charlie", nom: "Essai" };

  test("sans compte, le lien suffit : compte, droit et session d’un coup, une seule fois", async () => {
    const { dossierId, email, jeton } = await contactInvite();
    expect(await lireInvitation(null, jeton, MAINTENANT)).toMatchObject({
      voie: "creer",
      partenaire: "Branche industrielle (exemple)",
    });
    const { session, vers } = await entrerParInvitation({ jeton, identite }, "Firefox sur Linux", MAINTENANT);
    expect(vers).toBe(`/participation/${dossierId}`);
    const agent = await lireBail(session, MAINTENANT);
    expect(agent).toMatchObject({
      email,
      organisation: "Branche industrielle (exemple)",
      habilitations: [{ role: "partenaire", dossierId, partenaire: "branche" }],
    });
    expect(await base.client.session.findFirst({ where: { utilisateurId: agent?.id as string } })).toMatchObject({
      methode: "lien",
    });
    expect((await erreurDe(entrerParInvitation({ jeton, identite }, null, MAINTENANT))).code).toBe("introuvable");
  });

  test("deux fois au même instant : un seul compte, une seule session", async () => {
    for (let tour = 0; tour < 5; tour++) {
      const { email, jeton } = await contactInvite();
      const issues = await Promise.allSettled([
        entrerParInvitation({ jeton, identite }, null, MAINTENANT),
        entrerParInvitation({ jeton, identite }, null, MAINTENANT),
      ]);
      expect(issues.filter((i) => i.status === "fulfilled")).toHaveLength(1);
      expect(await base.client.session.count({ where: { utilisateur: { email } } })).toBe(1);
    }
  });

  test("avec un compte, il faut se connecter : le lien d’invitation n’ouvre pas de session", async () => {
    const { alex, dossierId } = await equipeDe(base.client);
    const claude = await passant(base.client, "administrateur");
    await inviterContact(alex, { dossierId, partenaire: "branche", adresse: claude.email }, MAINTENANT);
    const jeton = await jetonPour(base.client, claude.email);
    expect(await lireInvitation(null, jeton, MAINTENANT)).toMatchObject({ voie: "connexion" });
    expect((await erreurDe(entrerParInvitation({ jeton, identite }, null, MAINTENANT))).code).toBe("session");
    await accepterInvitation(claude, { jeton }, MAINTENANT);
    expect((await relire(base.client, claude)).habilitations).toHaveLength(2);
  });

  test("un ancien contact, réinvité, rentre par le lien : sans droit vivant, aucun lien de connexion ne lui serait envoyé", async () => {
    const { alex, dossierId, email, jeton } = await contactInvite();
    await entrerParInvitation({ jeton, identite }, null, MAINTENANT);
    const droit = await base.client.habilitation.findFirstOrThrow({ where: { utilisateur: { email } } });
    const retrait = { dossierId, habilitationId: droit.id, versionVue: 0, confirme: true as const };
    await retirerContact(alex, retrait, MAINTENANT);
    await base.client.courriel.deleteMany({ where: { destinataire: email } });
    await inviterContact(alex, { dossierId, partenaire: "lp", adresse: email }, MAINTENANT);
    const nouveau = await jetonPour(base.client, email);
    expect(await lireInvitation(null, nouveau, MAINTENANT)).toMatchObject({ voie: "continuer" });
    const { session } = await entrerParInvitation({ jeton: nouveau, identite: null }, null, MAINTENANT);
    expect(await lireBail(session, MAINTENANT)).toMatchObject({ habilitations: [{ partenaire: "lp" }] });
    expect(await base.client.utilisateur.count({ where: { email } })).toBe(1);
  });

  test("sans compte ni nom, rien n’est créé et le lien reste bon", async () => {
    const { email, jeton } = await contactInvite();
    expect((await erreurDe(entrerParInvitation({ jeton, identite: null }, null, MAINTENANT))).code).toBe("saisie");
    expect(await base.client.utilisateur.count({ where: { email } })).toBe(0);
    await entrerParInvitation({ jeton, identite }, null, MAINTENANT);
  });

  test("un membre d’équipe n’entre pas par son seul lien", async () => {
    const { alex, dossierId } = await equipeDe(base.client);
    const email = "neuve@exemple.invalid";
    await inviterMembres(alex, { dossierId, adresses: [email], droit: "lecteur" }, MAINTENANT);
    const jeton = await jetonPour(base.client, email);
    expect((await erreurDe(entrerParInvitation({ jeton, identite }, null, MAINTENANT))).code).toBe("introuvable");
    expect(await base.client.utilisateur.count({ where: { email } })).toBe(0);
  });

  test("lit sa part et les totaux, rien des autres, et aucun dossier", async () => {
    const { dossierId, jeton } = await contactInvite();
    const { session } = await entrerParInvitation({ jeton, identite }, null, MAINTENANT);
    const agent = (await lireBail(session, MAINTENANT)) as NonNullable<Awaited<ReturnType<typeof lireBail>>>;
    expect((await listerParticipations(agent)).map((p) => p.partenaires)).toEqual([["Branche industrielle (exemple)"]]);
    const lue = await lireParticipation(agent, dossierId);
    expect(lue?.parts).toMatchObject([{ cle: "branche", nom: "Branche industrielle (exemple)" }]);
    const page = await lirePagePart(agent, dossierId, "branche", MAINTENANT);
    expect(page).toMatchObject({
      espace: {
        fichier: {
          partenaires: [{ id: "branche", lettreEngagement: { signeeLe: "2024-02-20" } }],
          financements: [{ source: "branche", montant: "4000000.00" }],
        },
      },
      totaux: { cout: "22000000.00", subvention: "9500000.00", financement: "22000000.00" },
      lettre: { lettre: null },
    });
    const texte = JSON.stringify([lue, page], (_, v) => (typeof v === "bigint" ? String(v) : v));
    for (const autre of ["GIPAL", "Lycée professionnel", "Région Auvergne", "7000000.00", "1500000.00"])
      expect(texte).not.toContain(autre);
    expect(await chargerEspace(agent, dossierId)).toBeNull();
    const { dossierId: ailleurs } = await equipeDe(base.client);
    expect(await lireParticipation(agent, ailleurs)).toBeNull();
  });

  test("son partenaire retiré du dossier : le droit reste sans objet, la page le dit, l’équipe peut le retirer", async () => {
    const { alex, dossierId, jeton } = await contactInvite();
    const { session } = await entrerParInvitation({ jeton, identite }, null, MAINTENANT);
    const agent = (await lireBail(session, MAINTENANT)) as NonNullable<Awaited<ReturnType<typeof lireBail>>>;
    await base.client.financement.deleteMany({ where: { dossierId, partenaire: "branche" } });
    await base.client.partenaire.delete({ where: { dossierId_cle: { dossierId, cle: "branche" } } });
    expect(await lireParticipation(agent, dossierId)).toMatchObject({ parts: [] });
    expect((await listerParticipations(agent)).map((p) => p.partenaires)).toEqual([[]]);
    const vue = await lireEquipe(alex, dossierId, MAINTENANT);
    const orphelin = vue?.partenaires.find((p) => !p.present);
    expect(orphelin).toMatchObject({ cle: "branche", nom: null });
    const [contact] = orphelin?.contacts ?? [];
    const demande = {
      dossierId,
      habilitationId: contact?.habilitationId ?? "",
      versionVue: 0,
      confirme: true as const,
    };
    await retirerContact(alex, demande, MAINTENANT);
    expect(await lireBail(session, MAINTENANT)).toBeNull();
    expect((await erreurDe(retirerContact(alex, demande, MAINTENANT))).code).toBe("introuvable");
  });

  test("une invitation pour un partenaire retiré du dossier ne vaut plus rien", async () => {
    const { dossierId, jeton } = await contactInvite();
    await base.client.financement.deleteMany({ where: { dossierId, partenaire: "branche" } });
    await base.client.partenaire.delete({ where: { dossierId_cle: { dossierId, cle: "branche" } } });
    expect(await lireInvitation(null, jeton, MAINTENANT)).toBeNull();
    expect((await erreurDe(entrerParInvitation({ jeton, identite }, null, MAINTENANT))).code).toBe("introuvable");
  });

  test("un partenaire inconnu, ou déjà représenté par cette personne", async () => {
    const { alex, dossierId, email, jeton } = await contactInvite();
    const demander = (partenaire: string) =>
      erreurDe(inviterContact(alex, { dossierId, partenaire, adresse: email }, MAINTENANT));
    expect((await demander("inconnu")).code).toBe("introuvable");
    expect((await demander("branche")).fields).toHaveProperty("adresse");
    await entrerParInvitation({ jeton, identite }, null, MAINTENANT);
    expect((await demander("branche")).fields?.adresse).toContain("déjà le contact");
  });
});

test("le journal ne tient ni nom, ni adresse, ni jeton", async () => {
  const entrees = await base.client.entreeJournal.findMany({
    where: { OR: [{ action: { startsWith: "equipe." } }, { action: { startsWith: "invitation." } }] },
  });
  expect(new Set(entrees.map((e) => e.action))).toEqual(
    new Set([
      "equipe.inviter",
      "equipe.inviter_contact",
      "equipe.renvoyer_invitation",
      "equipe.retirer_contact",
      "equipe.retirer_invitation",
      "equipe.retirer_membre",
      "invitation.accepter",
    ]),
  );
  const comptes = await base.client.utilisateur.findMany({ select: { email: true, nom: true } });
  const textes = JSON.stringify(entrees.map(({ avant, apres, objet }) => ({ avant, apres, objet })));
  expect(textes).not.toMatch(/@|Essai\d/);
  for (const { email } of comptes) expect(textes).not.toContain(email);
  const courriels = await base.client.courriel.findMany({ select: { corps: true } });
  for (const { corps } of courriels)
    for (const [, jeton] of corps.matchAll(/\/invitations\/([\w-]+)/g)) expect(textes).not.toContain(jeton as string);
});

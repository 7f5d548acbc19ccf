import "server-only";
import { randomBytes } from "node:crypto";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireDate, typographie } from "@/lib/domain/ecriture";
import { type DroitMembre, nomDroit, phraseDroit } from "@/lib/domain/equipe";
import { DUREE_INVITATION_JOURS, expirationInvitation } from "@/lib/domain/invitations";
import { uneLigne } from "@/lib/domain/une-ligne";
import { adresseAbsolue } from "@/lib/server/adresse";
import type { Tx } from "@/lib/server/base";
import { deposerCourriel } from "@/lib/server/courriels/deposer-courriel";
import { effacerLiensEteints } from "@/lib/server/courriels/effacer-liens";
import { exigerBoiteLibre } from "@/lib/server/equipe/boite-invitee";
import { empreinteJeton } from "@/lib/server/session/bail";

const OCTETS_JETON = 32;

/** What is invited to: a right in the team, or to answer for one partner. */
export type Objet = { droit: DroitMembre } | { partenaire: string; nomPartenaire: string };

type Dossier = { id: string; titre: string; acronyme: string | null };

const nomDe = (d: Dossier): string =>
  d.acronyme === null ? `« ${uneLigne(d.titre)} »` : `${uneLigne(d.acronyme)}, « ${uneLigne(d.titre)} »`;

type Lien = { jeton: string; empreinte: string };

/** 256 random bits, in the link only: the row holds their SHA-256. */
function nouveauJeton(): Lien {
  const jeton = randomBytes(OCTETS_JETON).toString("base64url");
  return { jeton, empreinte: empreinteJeton(jeton) };
}

/** Writes the mail in the outbox, with a fresh link; the row it belongs to is the caller's. */
async function ecrireLettre(
  tx: Tx,
  { dossier, email, objet, organisation, expireLe, jeton, empreinte }: Lettre & Lien & { expireLe: Date },
): Promise<void> {
  const lien = await adresseAbsolue(`/invitations/${jeton}`);
  const invite =
    "droit" in objet
      ? [
          `Une personne responsable du dossier ${nomDe(dossier)} (${uneLigne(organisation)}) vous invite à rejoindre son équipe dans Rigel, comme ${nomDroit(objet.droit).toLowerCase()}.`,
          phraseDroit(objet.droit),
        ]
      : [
          `Une personne responsable du dossier ${nomDe(dossier)} (${uneLigne(organisation)}) vous invite dans Rigel comme contact de « ${uneLigne(objet.nomPartenaire)} », partenaire du projet.`,
          "Il vous est demandé d’y remplir la part de votre organisation : son budget, son cofinancement, son signataire, puis sa lettre d’engagement signée. Vous y lirez aussi les totaux du dossier.",
        ];
  const entree =
    "droit" in objet
      ? "Connectez-vous avec ProConnect, avec cette adresse électronique, puis acceptez l’invitation."
      : "Le lien vous est personnel : ne le transmettez pas.";
  const corps = [
    "Bonjour,",
    ...invite,
    `Pour accepter, ouvrez ce lien :\n${lien}`,
    entree,
    `L’invitation est valable ${DUREE_INVITATION_JOURS} jours, jusqu’au ${ecrireDate(jourAParis(expireLe))}. Si vous ne l’attendiez pas, ignorez ce message : rien n’est créé tant que vous n’acceptez pas.`,
    "Rigel, projets AMI CMA et ATCF des régions académiques",
  ];
  await deposerCourriel(tx, {
    destinataire: email,
    // Administrators see subjects, and never what is in a dossier: its title stays in the body.
    objet: "Invitation à un dossier dans Rigel",
    // The link stays as it is: typographic spaces would break it.
    corps: corps.map((bloc) => (bloc.includes(lien) ? bloc : typographie(bloc))).join("\n\n"),
    genre: "invitation",
    lien: empreinte,
  });
}

type Lettre = {
  dossier: Dossier;
  /** Lower case. */
  email: string;
  objet: Objet;
  /** Of the person who invites: their function is told, not their name. */
  organisation: string;
};

export async function emettreInvitation(
  tx: Tx,
  lettre: Lettre & { invitantId: string },
  maintenant: Date,
): Promise<{ id: string; expireLe: Date }> {
  await exigerBoiteLibre(tx, lettre.email, maintenant);
  const { jeton, empreinte } = nouveauJeton();
  const expireLe = expirationInvitation(maintenant);
  const { objet } = lettre;
  const { id } = await tx.invitation.create({
    data: {
      empreinte,
      dossierId: lettre.dossier.id,
      email: lettre.email,
      droit: "droit" in objet ? objet.droit : null,
      partenaire: "droit" in objet ? null : objet.partenaire,
      invitantId: lettre.invitantId,
      creeeLe: maintenant,
      expireLe,
    },
    select: { id: true },
  });
  await ecrireLettre(tx, { ...lettre, expireLe, jeton, empreinte });
  return { id, expireLe };
}

/** A new link for the same row, in the name of who sends it: the one before opens nothing any more. null: someone was faster. */
export async function reemettreInvitation(
  tx: Tx,
  vue: { id: string; version: number },
  lettre: Lettre & { invitantId: string },
  maintenant: Date,
): Promise<Date | null> {
  await exigerBoiteLibre(tx, lettre.email, maintenant);
  const { jeton, empreinte } = nouveauJeton();
  const expireLe = expirationInvitation(maintenant);
  const { count } = await tx.invitation.updateMany({
    where: { id: vue.id, version: vue.version, accepteeLe: null, retireeLe: null },
    data: { empreinte, expireLe, invitantId: lettre.invitantId, version: vue.version + 1 },
  });
  if (count === 0) return null;
  await effacerLiensEteints(tx, maintenant);
  await ecrireLettre(tx, { ...lettre, expireLe, jeton, empreinte });
  return expireLe;
}

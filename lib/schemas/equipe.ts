/** What the pages of a dossier's team ask, one schema each, and what they show. Forms and actions parse the same. */
import { z } from "zod";
import type { Acheminement } from "@/lib/domain/courrier";
import { CODES_DROIT, type DroitMembre } from "@/lib/domain/equipe";
import { ADRESSES_MAX, defautAdresse, type EtatInvitation, lireAdresses } from "@/lib/domain/invitations";

const identifiant = z.uuid({ error: "Cet identifiant n’est pas valable." });
const version = z.int().min(0);
const droit = z.enum(CODES_DROIT, { error: "Choisissez ce que ces personnes pourront faire." });
const oui = (message: string) => z.literal(true, { error: message });

/** A pasted text → its addresses. Each wrong one has its own sentence, at `adresses.<rank>`. */
const adressesCollees = z
  .string({ error: "Écrivez au moins une adresse électronique." })
  .max(6_000, "Ce texte est trop long : envoyez les invitations en plusieurs fois.")
  .transform((texte, ctx) => {
    const adresses = lireAdresses(texte);
    const refuser = (message: string) => ctx.addIssue({ code: "custom", message });
    if (adresses.length === 0) refuser("Écrivez au moins une adresse électronique.");
    if (adresses.length > ADRESSES_MAX)
      refuser(`${adresses.length} adresses d’un coup : invitez ${ADRESSES_MAX} personnes au plus à la fois.`);
    else
      adresses.forEach((adresse, rang) => {
        const defaut = defautAdresse(adresse);
        if (defaut !== null)
          ctx.addIssue({ code: "custom", path: [rang], message: `« ${adresse.slice(0, 80)} » : ${defaut}` });
      });
    return adresses;
  });

export const demandeInvitationMembres = z.strictObject({ dossierId: identifiant, adresses: adressesCollees, droit });
export type DemandeInvitationMembres = { dossierId: string; adresses: string; droit: DroitMembre };

const uneAdresse = z
  .string({ error: "Écrivez une adresse électronique." })
  .max(1_000, "Cette adresse est trop longue.")
  .transform((texte, ctx) => {
    const [adresse, ...autres] = lireAdresses(texte);
    const refuser = (message: string) => ctx.addIssue({ code: "custom", message });
    if (adresse === undefined) refuser("Écrivez une adresse électronique.");
    else if (autres.length > 0) refuser("Une seule adresse : le contact de ce partenaire.");
    else {
      const defaut = defautAdresse(adresse);
      if (defaut !== null) refuser(`Cette adresse n’est pas valable : ${defaut}`);
    }
    return adresse ?? "";
  });

export const demandeInvitationContact = z.strictObject({
  dossierId: identifiant,
  partenaire: z.string().min(1).max(60),
  adresse: uneAdresse,
});
export type DemandeInvitationContact = z.input<typeof demandeInvitationContact>;

/** To send again, or to withdraw. */
export const demandeSurInvitation = z.strictObject({
  dossierId: identifiant,
  invitationId: identifiant,
  versionVue: version,
});
export type DemandeSurInvitation = z.input<typeof demandeSurInvitation>;

export const demandeDroit = z.strictObject({
  dossierId: identifiant,
  utilisateurId: identifiant,
  droit: z.enum(CODES_DROIT, { error: "Choisissez un droit de la liste." }),
  versionVue: version,
});
export type DemandeDroit = z.input<typeof demandeDroit>;

export const demandeRetraitMembre = z.strictObject({
  dossierId: identifiant,
  utilisateurId: identifiant,
  versionVue: version,
  confirme: oui("Confirmez le retrait : l’accès se ferme aussitôt."),
});
export type DemandeRetraitMembre = z.input<typeof demandeRetraitMembre>;

export const demandePassation = z.strictObject({
  dossierId: identifiant,
  utilisateurId: identifiant,
  versionVue: version,
  confirme: oui("Confirmez : vous ne pourrez plus déposer le dossier ni composer l’équipe."),
});
export type DemandePassation = z.input<typeof demandePassation>;

export const demandeDepart = z.strictObject({
  dossierId: identifiant,
  confirme: oui("Confirmez votre départ : vous ne verrez plus ce dossier."),
});
export type DemandeDepart = z.input<typeof demandeDepart>;

export const demandeRetraitContact = z.strictObject({
  dossierId: identifiant,
  habilitationId: identifiant,
  versionVue: version,
  confirme: oui("Confirmez le retrait : l’accès se ferme aussitôt."),
});
export type DemandeRetraitContact = z.input<typeof demandeRetraitContact>;

/** Whatever is not the shape of a token is an unknown token. */
const jeton = z.string().max(200);
export const demandeAcceptation = z.strictObject({ jeton });
export type DemandeAcceptation = z.input<typeof demandeAcceptation>;

const nomPersonne = (quoi: string) =>
  z
    .string({ error: `Écrivez votre ${quoi}.` })
    .trim()
    .min(1, `Écrivez votre ${quoi}.`)
    .max(80, `Ce ${quoi} dépasse 80 caractères.`)
    .regex(/^[\p{L}\p{M}’' .-]+$/u, `Écrivez votre ${quoi} avec des lettres.`);

export const identiteContact = z.strictObject({ prenom: nomPersonne("prénom"), nom: nomPersonne("nom") });
export type IdentiteContact = z.input<typeof identiteContact>;

/** `identite`: only asked of who has no account yet. */
export const demandeEntree = z.strictObject({ jeton, identite: identiteContact.nullable() });
export type DemandeEntree = z.input<typeof demandeEntree>;

export type MembreVue = {
  utilisateurId: string;
  nom: string;
  email: string;
  organisation: string;
  droit: DroitMembre;
  version: number;
  /** Days in Europe/Paris. */
  depuis: string;
  dernierContact: string | null;
  /** Whether the person can still come in: account open, access right alive. */
  actif: boolean;
  /** The one who is looking. */
  moi: boolean;
};

export type InvitationVue = {
  id: string;
  email: string;
  droit: DroitMembre | null;
  etat: Extract<EtatInvitation, "en_attente" | "expiree">;
  /** ISO instant. */
  expireLe: string;
  /** Where its mail stands. */
  courriel: Acheminement;
  version: number;
};

export type ContactVue = {
  habilitationId: string;
  nom: string;
  email: string;
  /** Day the right starts. */
  depuis: string;
  /** Last day included; null: until withdrawn. */
  fin: string | null;
  version: number;
};

export type PartenaireVue = {
  cle: string;
  /** null: no longer in the dossier, while someone still has a right or an invitation in its name. */
  nom: string | null;
  present: boolean;
  contacts: ContactVue[];
  invitations: InvitationVue[];
};

export type EquipeVue = {
  dossierId: string;
  membres: MembreVue[];
  /** Empty for who does not run the team: addresses of people who are not in it yet. */
  invitations: InvitationVue[];
  partenaires: PartenaireVue[];
  droits: { gerer: boolean; quitter: boolean };
};

/** What the holder of a live link is shown. */
export type InvitationRecue =
  /** Signed in with another address than the invited one: nothing of the dossier is said. */
  | { type: "autre_compte"; masquee: string; courante: string }
  | {
      type: "ouverte";
      dossier: string;
      /** Organisation of who invites: their function is told, never their name. */
      organisation: string;
      droit: DroitMembre | null;
      /** Name of the partner whose contact is invited. */
      partenaire: string | null;
      expireLe: string;
      masquee: string;
      /** `creer`, `continuer`: this link, received by mail, is enough; without an account yet, or with one. */
      voie: "accepter" | "connexion" | "creer" | "continuer";
    };

/** Where the person goes once in. */
export type Acceptation = { dossierId: string; vers: string };

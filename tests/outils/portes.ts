import type { Verbe } from "@/lib/server/droits";

/**
 * Every door of the server and the right it asks for. Who may pass is not only written here: tests/db/portes.test.ts opens
 * every action and route, tests/e2e/pages.spec.ts every page, as every role, and compares.
 */

/** Open to whoever comes, or protected by something else than a right: the reason, in words. */
export type SansDroit = `sans droit : ${string}`;

export const PORTES: Record<string, Verbe | SansDroit> = {
  "app/(portail)/acces/actions.ts acces.demander": "acces.demander",
  "app/(portail)/acces/actions.ts demande.retirer": "demande.retirer",
  "app/(portail)/administration/conservation/actions.ts conservation.executer": "retention.executer",
  "app/(portail)/administration/courriels/actions.ts courriel.renvoyer": "courriel.lire",
  "app/(portail)/administration/journal/actions.ts journal.verifier": "journal.verifier",
  "app/(portail)/administration/referentiels/actions.ts reference.abandonner": "reference.importer",
  "app/(portail)/administration/referentiels/actions.ts reference.importer": "reference.importer",
  "app/(portail)/administration/regimes/actions.ts regime.essayer": "regime.publier",
  "app/(portail)/administration/regimes/actions.ts regime.publier": "regime.publier",
  "app/(portail)/administration/utilisateurs/[id]/actions.ts compte.effacer": "utilisateur.modifier",
  "app/(portail)/administration/utilisateurs/[id]/actions.ts utilisateur.delier": "utilisateur.modifier",
  "app/(portail)/administration/utilisateurs/[id]/actions.ts utilisateur.desactiver": "utilisateur.modifier",
  "app/(portail)/administration/utilisateurs/[id]/actions.ts utilisateur.fermer_sessions": "utilisateur.modifier",
  "app/(portail)/administration/utilisateurs/[id]/actions.ts utilisateur.reactiver": "utilisateur.modifier",
  "app/(portail)/compte/donnees/actions.ts compte.effacer": "compte.effacer",
  "app/(portail)/compte/sessions/actions.ts session.revoquer": "session.revoquer",
  "app/(portail)/compte/sessions/actions.ts session.revoquer_autres": "session.revoquer",
  "app/(portail)/dossiers/[id]/actions.ts dossier.abandonner": "dossier.abandonner",
  "app/(portail)/dossiers/[id]/actions.ts dossier.deposer": "dossier.deposer",
  "app/(portail)/dossiers/[id]/actions.ts dossier.enregistrer_section": "dossier.modifier",
  "app/(portail)/dossiers/[id]/actions.ts dossier.rouvrir": "dossier.rouvrir",
  "app/(portail)/dossiers/[id]/actions.ts piece.modifier": "piece.modifier",
  "app/(portail)/dossiers/[id]/actions.ts piece.remettre": "piece.retirer",
  "app/(portail)/dossiers/[id]/actions.ts piece.retirer": "piece.retirer",
  "app/(portail)/dossiers/[id]/apercu.pdf/route.ts dossier.apercu_pdf": "dossier.exporter",
  "app/(portail)/dossiers/[id]/equipe/actions.ts equipe.changer_droit": "equipe.gerer",
  "app/(portail)/dossiers/[id]/equipe/actions.ts equipe.inviter": "equipe.gerer",
  "app/(portail)/dossiers/[id]/equipe/actions.ts equipe.inviter_contact": "equipe.gerer",
  "app/(portail)/dossiers/[id]/equipe/actions.ts equipe.passer_la_main": "equipe.gerer",
  // Reading the team is enough to leave it: only a member can, and only for oneself.
  "app/(portail)/dossiers/[id]/equipe/actions.ts equipe.quitter": "equipe.lire",
  "app/(portail)/dossiers/[id]/equipe/actions.ts equipe.renvoyer_invitation": "equipe.gerer",
  "app/(portail)/dossiers/[id]/equipe/actions.ts equipe.retirer_contact": "equipe.gerer",
  "app/(portail)/dossiers/[id]/equipe/actions.ts equipe.retirer_invitation": "equipe.gerer",
  "app/(portail)/dossiers/[id]/equipe/actions.ts equipe.retirer_membre": "equipe.gerer",
  "app/(portail)/dossiers/[id]/historique/actions.ts journal.verifier": "historique.lire",
  "app/(portail)/dossiers/[id]/versions/[numero]/donnees/route.ts version.lire_donnees": "version.lire",
  "app/(portail)/dossiers/[id]/versions/[numero]/pdf/route.ts version.lire": "version.lire",
  "app/(portail)/dossiers/actions.ts dossier.creer": "dossier.creer",
  "app/(portail)/dossiers/actions.ts dossier.importer": "dossier.importer",
  "app/(portail)/habilitations/actions.ts demande.accorder": "demande.decider",
  "app/(portail)/habilitations/actions.ts demande.refuser": "demande.decider",
  "app/(portail)/habilitations/actions.ts habilitation.prolonger": "habilitation.prolonger",
  "app/(portail)/habilitations/actions.ts habilitation.relire": "habilitation.relire",
  "app/(portail)/habilitations/actions.ts habilitation.retirer": "habilitation.retirer",
  "app/(public)/invitations/[jeton]/actions.ts invitation.accepter":
    "sans droit : le lien reçu par courriel en tient lieu",
  "app/api/v1/compte/donnees/route.ts compte.exporter": "compte.exporter",
  "app/api/v1/dossiers.csv/route.ts dossier.exporter_liste": "dossier.lister",
  "app/api/v1/dossiers/[id]/historique.csv/route.ts dossier.exporter_historique": "historique.lire",
  "app/api/v1/dossiers/[id]/pieces/route.ts piece.ajouter": "piece.ajouter",
  "app/api/v1/dossiers/[id]/route.ts dossier.exporter": "dossier.exporter",
  "app/api/v1/etablissements/route.ts etablissement.chercher":
    "sans droit : nomenclature publique, réservée aux connectés",
  "app/api/v1/formations/route.ts formation.chercher": "sans droit : nomenclature publique, réservée aux connectés",
  "app/api/v1/habilitations.csv/route.ts habilitation.exporter_liste": "habilitation.lister",
  "app/api/v1/journal.csv/route.ts journal.exporter": "journal.verifier",
  "app/api/v1/pieces/[id]/route.ts piece.lire": "piece.lire",
  "app/api/v1/referentiels/[id]/refus/route.ts reference.exporter_refus": "reference.importer",
  "app/api/v1/referentiels/route.ts reference.preparer": "reference.importer",
  "app/api/v1/regimes/documents/[id]/route.ts regime.lire_document":
    "sans droit : le document d’une version publiée est ouvert à toute personne connectée, les autres à qui publie",
  "app/api/v1/regimes/documents/route.ts regime.joindre_document": "regime.publier",
  "app/api/v1/utilisateurs.csv/route.ts utilisateur.exporter_liste": "utilisateur.lire",
};

/** Doors without the wrapper: signing in and out, and what answers before anyone is signed in. */
export const HORS_ENVELOPPE: Record<string, SansDroit> = {
  "app/(public)/connexion/actions.ts hors enveloppe : connecterPersona":
    "sans droit : ouvre une session de démonstration",
  "app/(public)/connexion/actions.ts hors enveloppe : deconnecter": "sans droit : ferme sa propre session",
  "app/(public)/connexion/actions.ts hors enveloppe : demanderLienConnexion":
    "sans droit : répond la même chose à toute adresse, au plus quelques fois",
  "app/(public)/connexion/actions.ts hors enveloppe : ouvrirParLien":
    "sans droit : le lien à usage unique en tient lieu",
  "app/(public)/connexion/deconnecte/route.ts hors enveloppe : GET": "sans droit : retour de la déconnexion ProConnect",
  "app/(public)/connexion/lien/page.tsx hors enveloppe : confirmer": "sans droit : formulaire de ouvrirParLien",
  "app/(public)/connexion/page.tsx hors enveloppe : entrer": "sans droit : formulaire de connecterPersona",
  "app/(public)/connexion/proconnect/route.ts hors enveloppe : GET": "sans droit : départ vers ProConnect",
  "app/(public)/invitations/[jeton]/actions.ts hors enveloppe : continuer":
    "sans droit : le lien reçu par courriel en tient lieu",
  "app/(public)/invitations/[jeton]/page.tsx hors enveloppe : changer": "sans droit : ferme sa propre session",
  "app/api/auth/[...nextauth]/route.ts hors enveloppe : GET": "sans droit : échanges de next-auth avec le fournisseur",
  "app/api/auth/[...nextauth]/route.ts hors enveloppe : POST": "sans droit : échanges de next-auth avec le fournisseur",
  "app/api/sante/route.ts hors enveloppe : GET": "sans droit : sonde, ne dit que si le service répond",
};

/** What decides of a page: a verb; whoever comes; whoever is signed in, for what is theirs; or several verbs, any of them. */
export type DroitDePage = Verbe | readonly Verbe[] | "publique" | "connectée" | `à part : ${string}`;

/** Every page of app/, by its address. `forbidden()` (403) when the page itself is refused, « not found » when its object is. */
export const PAGES: Record<string, DroitDePage> = {
  "/": "publique",
  "/acces": "connectée",
  "/accessibilite": "publique",
  "/administration": [
    "utilisateur.lire",
    "courriel.lire",
    "reference.importer",
    "regime.publier",
    "journal.verifier",
    "retention.executer",
  ],
  "/administration/conservation": "retention.executer",
  "/administration/courriels": "courriel.lire",
  "/administration/courriels/[id]": "courriel.lire",
  "/administration/journal": "journal.verifier",
  "/administration/referentiels": "reference.importer",
  "/administration/referentiels/[id]": "reference.importer",
  "/administration/regimes": "regime.publier",
  "/administration/regimes/[code]": "regime.publier",
  "/administration/regimes/[code]/nouvelle": "regime.publier",
  "/administration/utilisateurs": "utilisateur.lire",
  "/administration/utilisateurs/[id]": "utilisateur.lire",
  "/compte": "connectée",
  "/compte/donnees": "connectée",
  "/compte/sessions": "connectée",
  "/connexion": "publique",
  "/connexion/lien": "publique",
  "/donnees-personnelles": "publique",
  "/dossiers": "dossier.lister",
  "/dossiers/[id]": "dossier.lire",
  "/dossiers/[id]/budget": "dossier.lire",
  "/dossiers/[id]/depot": "dossier.lire",
  "/dossiers/[id]/diagnostic": "dossier.lire",
  "/dossiers/[id]/equipe": "equipe.lire",
  "/dossiers/[id]/financement": "dossier.lire",
  "/dossiers/[id]/historique": "historique.lire",
  "/dossiers/[id]/identite": "dossier.lire",
  "/dossiers/[id]/lettre": "dossier.lire",
  "/dossiers/[id]/partenaires": "dossier.lire",
  "/dossiers/[id]/pieces": "dossier.lire",
  "/dossiers/[id]/publics": "dossier.lire",
  "/dossiers/[id]/strategie": "dossier.lire",
  "/dossiers/[id]/transformations": "dossier.lire",
  "/dossiers/[id]/verification": "dossier.lire",
  "/dossiers/nouveau": "dossier.creer",
  "/espace": "à part : mène chacun à la première page qui lui est ouverte",
  "/habilitations": "habilitation.lister",
  "/habilitations/[id]": "habilitation.lire",
  "/habilitations/demandes": "habilitation.lister",
  "/habilitations/demandes/[id]": "demande.lire",
  "/habilitations/revue": "habilitation.lister",
  "/invitations/[jeton]": "publique",
  "/mentions-legales": "publique",
  "/participation": "part.lister",
  "/participation/[dossier]": "part.lire",
  "/plan-du-site": "publique",
  "/regles": "publique",
  "/versions": "dossier.lister",
};

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  VERBES_COMPTE,
  VERBES_DOSSIER,
  VERBES_GENERAUX,
  VERBES_HABILITATION,
  VERBES_PART,
  type Verbe,
} from "@/lib/server/droits";
import { ecrirePorte, portesDe } from "@/tests/outils/actions-et-droits";
import { fichiersDuProduit } from "@/tests/outils/regles-code";

/**
 * Every door of the server and the right it asks for. A new action or route without its line here fails: whoever adds one
 * says which verb of the table of rights decides, and the matrix (tests/db/droits*.test.ts) then holds it for every role.
 */

/** Open to whoever comes, or protected by something else than a right: the reason, in words. */
type SansDroit = `sans droit : ${string}`;

const PORTES: Record<string, Verbe | SansDroit> = {
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
  "app/api/v1/regimes/documents/[id]/route.ts regime.lire_document": "regime.publier",
  "app/api/v1/regimes/documents/route.ts regime.joindre_document": "regime.publier",
  "app/api/v1/utilisateurs.csv/route.ts utilisateur.exporter_liste": "utilisateur.lire",
};

/** Doors without the wrapper: signing in and out, and what answers before anyone is signed in. */
const HORS_ENVELOPPE: Record<string, SansDroit> = {
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

const VERBES: readonly string[] = [
  ...VERBES_GENERAUX,
  ...VERBES_DOSSIER,
  ...VERBES_HABILITATION,
  ...VERBES_COMPTE,
  ...VERBES_PART,
];

const trouvees = fichiersDuProduit(process.cwd())
  .flatMap((fichier) => portesDe(fichier, readFileSync(fichier, "utf8")))
  .map(ecrirePorte)
  .sort();

describe("chaque action et chaque route a sa ligne", () => {
  test("ni porte sans ligne, ni ligne sans porte", () => {
    expect(trouvees).toEqual(Object.keys({ ...PORTES, ...HORS_ENVELOPPE }).sort());
  });

  test("chaque ligne nomme un verbe de la table des droits, ou dit pourquoi il n’en faut pas", () => {
    for (const [porte, verbe] of Object.entries({ ...PORTES, ...HORS_ENVELOPPE }))
      expect(VERBES.includes(verbe) || /^sans droit : .{10,}/.test(verbe), porte).toBe(true);
  });
});

describe("une porte plantée est vue", () => {
  test.each([
    ["app/x/actions.ts", `"use server"; export const f = action({ nom: "x.faire", schema });`, ["x.faire"]],
    ["app/x/actions.ts", `"use server"; export const f: F = action({ schema, nom: "x.faire" });`, ["x.faire"]],
    ["lib/server/x.ts", `const f = action({ nom: "x.cachee", schema });`, ["x.cachee"]],
    ["app/x/actions.ts", `"use server"; export const f = action({ ...commun });`, ["illisible"]],
    ["app/x/route.ts", `export async function GET(r) { return servir(r, { nom: "x.lire" }, f); }`, ["x.lire"]],
    ["app/x/route.ts", `export const POST = (r) => servir(r, options, f);`, ["illisible"]],
    ["app/x/route.ts", `export async function GET() { return Response.json({}); }`, ["hors enveloppe : GET"]],
    ["app/x/route.ts", `export { lire as GET } from "@/lib/server/x";`, ["hors enveloppe : GET"]],
    ["app/x/actions.ts", `"use server"; export async function f() {}`, ["hors enveloppe : f"]],
    ["app/x/actions.ts", `"use server"; export { f } from "./g";`, ["hors enveloppe : f"]],
    ["app/x/page.tsx", `async function f() { "use server"; await g(); }`, ["hors enveloppe : f"]],
    ["app/x/page.tsx", `const f = async () => { "use server"; };`, ["hors enveloppe : sans nom"]],
  ])("%s : %s", (fichier, texte, noms) => {
    expect(portesDe(fichier, texte)).toEqual(noms.map((nom) => ({ fichier, nom })));
  });

  test("ce qui n’est pas une porte n’en est pas une", () => {
    expect(portesDe("app/x/page.tsx", "export default function P() { return action; }")).toEqual([]);
    expect(portesDe("app/x/route.ts", `export const dynamic = "force-dynamic";`)).toEqual([]);
    expect(
      portesDe("app/x/actions.ts", `"use server"; import type { T } from "./t"; export type { T } from "./t";`),
    ).toEqual([]);
  });
});

import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { type Tuile, Tuiles } from "@/components/administration/tuile";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { accorder, ecrireDateCourte, ecrireNombre } from "@/lib/domain/ecriture";
import { peutAdministrer } from "@/lib/server/accueil";
import { type AccueilAdministration, lireAccueil } from "@/lib/server/administration/lire-accueil";
import { type Agent, peut, type VerbeGeneral } from "@/lib/server/droits";
import { exigerAgent } from "@/lib/server/session";

export const metadata: Metadata = { title: "Administration" };

const TUILES: readonly (Omit<Tuile, "chiffre"> & {
  verbe: VerbeGeneral;
  chiffre?: (a: AccueilAdministration) => string | undefined;
})[] = [
  {
    verbe: "utilisateur.lire",
    href: "/administration/utilisateurs",
    titre: "Utilisateurs",
    texte: "Chercher un compte, le désactiver, fermer ses sessions",
    chiffre: ({ comptes, comptesFermes }) =>
      accorder(comptes, "compte ouvert", "comptes ouverts") +
      (comptesFermes > 0 ? `, ${accorder(comptesFermes, "désactivé")}` : ""),
  },
  {
    verbe: "habilitation.lister",
    href: "/habilitations",
    titre: "Habilitations",
    texte: "Accorder, relire et retirer les droits",
    chiffre: ({ demandes }) =>
      demandes === 0 ? "Aucune demande en attente" : accorder(demandes, "demande en attente", "demandes en attente"),
  },
  {
    verbe: "journal.verifier",
    href: "/administration/journal",
    titre: "Journal",
    texte: "Lire qui a fait quoi, vérifier la chaîne des entrées",
    chiffre: ({ journal: { entrees, dernierScelle } }) =>
      accorder(entrees, "entrée") +
      (dernierScelle === null ? ", aucun jour scellé" : `, scellées jusqu’au ${ecrireDateCourte(dernierScelle)}`),
  },
  {
    verbe: "reference.importer",
    href: "/administration/referentiels",
    titre: "Référentiels",
    texte: "Importer l’annuaire des établissements et les nomenclatures",
  },
  {
    verbe: "regime.publier",
    href: "/administration/regimes",
    titre: "Régimes",
    texte: "Publier une nouvelle version datée des règles d’un appel",
    chiffre: ({ regimesPublies }) =>
      regimesPublies === 0 ? "Versions d’origine" : accorder(regimesPublies, "version publiée", "versions publiées"),
  },
  {
    verbe: "courriel.lire",
    href: "/administration/courriels",
    titre: "Courriels",
    texte: "Suivre les envois, renvoyer ce qui a échoué",
    chiffre: ({ courriels: { enAttente, enEchec } }) =>
      enAttente + enEchec === 0
        ? "Aucun courriel en attente"
        : `${ecrireNombre(enAttente)} en attente, ${ecrireNombre(enEchec)} en échec`,
  },
  {
    verbe: "retention.executer",
    href: "/administration/conservation",
    titre: "Conservation des données",
    texte: "Voir ce qui arrive au terme de sa durée, simuler, effacer",
  },
];

export default async function PageAdministration() {
  const agent = await exigerAgent();
  if (!peutAdministrer(agent)) forbidden();
  const accueil = await lireAccueil(agent);
  return (
    <>
      <FilAriane courant="Administration" />
      <h1 className="fr-h2">Administration</h1>
      <p className="rg-lecture">
        {accueil.derniereSauvegarde === null
          ? "Aucune sauvegarde n’est inscrite au journal."
          : `Dernière sauvegarde : ${ecrireDateCourte(accueil.derniereSauvegarde)}.`}
      </p>
      <Tuiles tuiles={tuilesDe(agent, accueil)} />
    </>
  );
}

const tuilesDe = (agent: Agent, accueil: AccueilAdministration): Tuile[] =>
  TUILES.filter(({ verbe }) => peut(agent, verbe)).map(({ href, titre, texte, chiffre }) => ({
    href,
    titre,
    texte,
    chiffre: chiffre?.(accueil),
  }));

/** Every action of the audit trail in plain words. A test walks the source: an action without its words fails it. */
import { CHAINE_SERVICE } from "./journal";

export const FAMILLES = {
  contenu: "Contenu du dossier",
  pieces: "Pièces jointes",
  vie: "Vie du dossier",
  equipe: "Équipe et participations",
  lectures: "Consultations et téléchargements",
  connexions: "Connexions",
  acces: "Droits et demandes d’accès",
  comptes: "Comptes et données personnelles",
  carte: "Carte des formations",
  service: "Administration du service",
} as const;
export type Famille = keyof typeof FAMILLES;
/** What a dossier's own chain may hold. */
export const FAMILLES_DOSSIER: readonly Famille[] = ["contenu", "pieces", "vie", "equipe", "lectures"];

type MotsAction = {
  famille: Famille;
  /** « Alex Exemple … » */
  fait: string;
  /** « Alex Exemple n’a pas été autorisé à … » */
  geste: string;
};

const a = (famille: Famille, fait: string, geste: string): MotsAction => ({ famille, fait, geste });

export const ACTIONS: Readonly<Record<string, MotsAction>> = {
  "dossier.creer": a("vie", "a créé le dossier", "créer un dossier"),
  "dossier.importer": a("vie", "a importé le dossier depuis un fichier", "importer un dossier"),
  "dossier.lire_pdf": a("lectures", "a lu les données d’un PDF à importer", "lire un PDF à importer"),
  "dossier.chercher_homonymes": a("lectures", "a cherché un dossier du même nom", "chercher un dossier du même nom"),
  "dossier.dupliquer": a("vie", "a créé le dossier à partir d’un autre", "créer un dossier à partir de celui-ci"),
  "dossier.copier": a("lectures", "a copié une partie du dossier dans un nouveau", "copier ce dossier"),
  "dossier.enregistrer_section": a("contenu", "a enregistré une section", "modifier ce dossier"),
  "dossier.saisie_concurrente": a(
    "contenu",
    "a saisi un champ en même temps qu’une autre personne : les deux valeurs sont gardées",
    "modifier ce dossier",
  ),
  "dossier.lire_historique_champ": a("lectures", "a lu l’historique d’un champ", "lire l’historique de ce champ"),
  "dossier.lire_nouveautes": a("lectures", "a suivi les modifications du dossier", "suivre ce dossier"),
  "dossier.changer_etat": a("vie", "a changé l’état du dossier", "changer l’état de ce dossier"),
  "dossier.deposer": a("vie", "a déposé le dossier", "déposer ce dossier"),
  "dossier.rouvrir": a("vie", "a ouvert une nouvelle version du dossier", "ouvrir une nouvelle version"),
  "dossier.changer_regime": a("vie", "a changé le régime du dossier", "changer le régime de ce dossier"),
  "dossier.abandonner": a("vie", "a abandonné le dossier", "abandonner ce dossier"),
  "dossier.exporter": a("lectures", "a exporté les données du dossier", "exporter ce dossier"),
  "annexe.exporter": a("lectures", "a exporté l’annexe financière", "exporter l’annexe financière"),
  "annexe.importer": a("contenu", "a importé l’annexe financière", "importer l’annexe financière"),
  "dossier.exporter_liste": a("lectures", "a exporté la liste des dossiers", "exporter la liste des dossiers"),
  "dossier.exporter_historique": a("lectures", "a exporté l’historique du dossier", "exporter cet historique"),
  "dossier.apercu_pdf": a("lectures", "a ouvert l’aperçu PDF du dossier", "ouvrir l’aperçu PDF"),
  "dossier.consulter": a("lectures", "a consulté le dossier", "consulter ce dossier"),
  "texte.mesurer": a("lectures", "a mesuré la longueur des textes", "mesurer les textes de ce dossier"),
  "demonstration.poser_etat": a("vie", "a préparé ce dossier de démonstration", "préparer la démonstration"),
  "demonstration.semer": a("vie", "a semé ce dossier de démonstration", "semer la démonstration"),
  "version.lire": a("lectures", "a téléchargé le PDF d’une version déposée", "télécharger cette version"),
  "version.lire_donnees": a(
    "lectures",
    "a téléchargé les données d’une version déposée",
    "télécharger les données de cette version",
  ),
  "point.creer": a("contenu", "a créé un point de sauvegarde", "créer un point de sauvegarde"),
  "point.renommer": a("contenu", "a renommé un point de sauvegarde", "renommer ce point de sauvegarde"),
  "point.retirer": a("contenu", "a retiré un point de sauvegarde", "retirer ce point de sauvegarde"),
  "point.remettre": a("contenu", "a remis un point de sauvegarde", "remettre ce point de sauvegarde"),
  "scenario.creer": a("contenu", "a créé un scénario", "créer un scénario"),
  "scenario.dupliquer": a("contenu", "a dupliqué un scénario", "dupliquer ce scénario"),
  "scenario.modifier": a("contenu", "a modifié un scénario", "modifier ce scénario"),
  "scenario.retirer": a("contenu", "a retiré un scénario", "retirer ce scénario"),
  "scenario.remettre": a("contenu", "a remis un scénario", "remettre ce scénario"),
  "scenario.appliquer": a("contenu", "a appliqué un scénario au dossier", "appliquer ce scénario"),
  "scenario.apercevoir": a("lectures", "a relu ce qu’un scénario changerait", "relire ce scénario"),
  "scenario.exporter": a("lectures", "a téléchargé la comparaison des scénarios", "télécharger cette comparaison"),
  "point.lire": a("lectures", "a relu un point de sauvegarde", "relire ce point de sauvegarde"),
  "paquet.telecharger": a(
    "lectures",
    "a téléchargé le paquet de dépôt d’une version",
    "télécharger le paquet de dépôt de cette version",
  ),
  "paquet.apercevoir": a("lectures", "a regardé le contenu du futur paquet de dépôt", "voir le contenu de ce paquet"),
  "lettre.preparer": a("vie", "a préparé une lettre d’engagement", "préparer cette lettre d’engagement"),
  "lettre.envoyer": a("vie", "a envoyé une lettre d’engagement", "envoyer cette lettre d’engagement"),
  "lettre.prevenir": a(
    "vie",
    "a prévenu un partenaire que sa lettre d’engagement est périmée",
    "prévenir ce partenaire",
  ),
  "lettre.deposer": a("vie", "a déposé une lettre d’engagement signée", "déposer cette lettre d’engagement signée"),
  "lettre.retirer": a("vie", "a retiré une lettre d’engagement", "retirer cette lettre d’engagement"),
  "lettre.lire": a("lectures", "a téléchargé une lettre d’engagement", "télécharger cette lettre d’engagement"),
  "lettre.lire_signee": a(
    "lectures",
    "a téléchargé une lettre d’engagement signée",
    "télécharger cette lettre d’engagement signée",
  ),
  "lettre.exporter": a("lectures", "a exporté le registre des lettres d’engagement", "exporter ce registre"),
  "recepisse.inscrire": a("vie", "a inscrit le récépissé de l’opérateur", "inscrire un récépissé"),
  "recepisse.retirer": a("vie", "a retiré le récépissé de l’opérateur", "retirer ce récépissé"),
  "recepisse.lire": a("lectures", "a téléchargé le récépissé de l’opérateur", "télécharger ce récépissé"),
  "piece.ajouter": a("pieces", "a joint une pièce", "joindre une pièce"),
  "piece.modifier": a("pieces", "a modifié une pièce", "modifier cette pièce"),
  "piece.retirer": a("pieces", "a retiré une pièce", "retirer cette pièce"),
  "piece.remettre": a("pieces", "a remis une pièce retirée", "remettre cette pièce"),
  "piece.lire": a("lectures", "a téléchargé une pièce", "télécharger cette pièce"),
  "piece.effacer": a("pieces", "a effacé une pièce retirée, au terme de sa conservation", "effacer cette pièce"),
  "part.modifier": a("contenu", "a modifié la part d’un partenaire", "modifier cette part"),
  "part.lire_nouveautes": a("lectures", "a suivi les modifications de sa part", "suivre cette part"),
  "equipe.inviter": a("equipe", "a invité dans l’équipe", "inviter dans l’équipe"),
  "equipe.inviter_contact": a("equipe", "a invité le contact d’un partenaire", "inviter un contact"),
  "equipe.renvoyer_invitation": a("equipe", "a renvoyé une invitation", "renvoyer cette invitation"),
  "equipe.retirer_invitation": a("equipe", "a retiré une invitation", "retirer cette invitation"),
  "equipe.changer_droit": a("equipe", "a changé le droit d’un membre de l’équipe", "changer ce droit"),
  "equipe.passer_la_main": a("equipe", "a passé la main à une autre personne", "passer la main"),
  "equipe.quitter": a("equipe", "a quitté l’équipe", "quitter l’équipe"),
  "equipe.retirer_membre": a("equipe", "a retiré une personne de l’équipe", "retirer cette personne"),
  "equipe.retirer_contact": a("equipe", "a retiré l’accès du contact d’un partenaire", "retirer ce contact"),
  "equipe.lire": a("equipe", "a consulté l’équipe", "consulter cette équipe"),
  "commentaire.ecrire": a("equipe", "a écrit un commentaire", "commenter ce dossier"),
  "commentaire.repondre": a("equipe", "a répondu à un commentaire", "répondre à ce commentaire"),
  "commentaire.modifier": a("equipe", "a modifié un de ses commentaires", "modifier ce commentaire"),
  "commentaire.retirer": a("equipe", "a retiré un de ses commentaires", "retirer ce commentaire"),
  "commentaire.resoudre": a("equipe", "a résolu une discussion", "résoudre cette discussion"),
  "commentaire.rouvrir": a("equipe", "a rouvert une discussion", "rouvrir cette discussion"),
  "commentaire.lire": a("lectures", "a lu les commentaires", "lire les commentaires de ce dossier"),
  "commentaire.lire_mentions": a("lectures", "a lu des mentions", "lire ces mentions"),
  "lien.decider": a(
    "vie",
    "a rattaché au dossier des demandes de la carte, ou les en a écartées",
    "rattacher des demandes de la carte à ce dossier",
  ),
  "lien.chercher": a("lectures", "a cherché une demande de la carte à rattacher", "chercher une demande à rattacher"),
  "invitation.accepter": a("equipe", "a accepté une invitation", "accepter cette invitation"),
  "session.ouvrir_persona": a(
    "connexions",
    "s’est connecté par un compte de démonstration",
    "se connecter par un compte de démonstration",
  ),
  "session.ouvrir_proconnect": a("connexions", "s’est connecté par ProConnect", "se connecter par ProConnect"),
  "session.ouvrir_lien": a("connexions", "s’est connecté par un lien reçu", "se connecter par un lien reçu"),
  "session.ouvrir_invitation": a("connexions", "s’est connecté par une invitation", "se connecter par une invitation"),
  "session.demander_lien": a("connexions", "a demandé un lien de connexion", "demander un lien de connexion"),
  "session.fermer": a("connexions", "s’est déconnecté", "fermer une session"),
  "session.revoquer": a("connexions", "a fermé une de ses sessions", "fermer cette session"),
  "session.revoquer_autres": a("connexions", "a fermé ses autres sessions", "fermer d’autres sessions"),
  "acces.demander": a("acces", "a demandé un accès", "demander un accès"),
  "demande.accorder": a("acces", "a accordé une demande d’accès", "accorder cette demande"),
  "demande.refuser": a("acces", "a refusé une demande d’accès", "refuser cette demande"),
  "demande.retirer": a("acces", "a retiré sa demande d’accès", "retirer cette demande"),
  "habilitation.prolonger": a("acces", "a changé la date de fin d’un droit", "prolonger ce droit"),
  "habilitation.relire": a("acces", "a relu un droit et le confirme", "relire ce droit"),
  "habilitation.retirer": a("acces", "a retiré un droit", "retirer ce droit"),
  "habilitation.rappeler": a("acces", "a rappelé des droits à relire", "rappeler des droits à relire"),
  "habilitation.exporter_liste": a("acces", "a exporté la liste des droits", "exporter la liste des droits"),
  "administrateur.ajouter": a("acces", "a nommé un administrateur, en ligne de commande", "nommer un administrateur"),
  "administrateur.retirer": a("acces", "a retiré un administrateur, en ligne de commande", "retirer un administrateur"),
  "compte.exporter": a("comptes", "a exporté ses données", "exporter ce compte"),
  "compte.effacer": a("comptes", "a effacé un compte", "effacer ce compte"),
  "utilisateur.desactiver": a("comptes", "a désactivé un compte", "désactiver ce compte"),
  "utilisateur.reactiver": a("comptes", "a réactivé un compte", "réactiver ce compte"),
  "utilisateur.fermer_sessions": a("comptes", "a fermé les sessions d’un compte", "fermer ces sessions"),
  "utilisateur.delier": a("comptes", "a délié un compte de ProConnect", "délier ce compte"),
  "utilisateur.exporter_liste": a("comptes", "a exporté la liste des comptes", "exporter la liste des comptes"),
  "conservation.executer": a(
    "service",
    "a appliqué les règles de conservation",
    "appliquer les règles de conservation",
  ),
  "conservation.prevenir": a("service", "a prévenu d’un effacement à venir", "prévenir d’un effacement"),
  "sauvegarde.faire": a("service", "a fait une sauvegarde", "faire une sauvegarde"),
  "sauvegarde.restaurer": a("service", "a restauré une sauvegarde", "restaurer une sauvegarde"),
  "reference.importer": a("service", "a importé des données de référence", "importer des données de référence"),
  "regime.essayer": a("service", "a essayé un régime avant de le publier", "essayer un régime"),
  "regime.joindre_document": a("service", "a joint le document d’un régime", "joindre un document de régime"),
  "regime.lire_document": a("service", "a téléchargé le document d’un régime", "lire un document de régime"),
  "regime.publier": a("service", "a publié un régime", "publier un régime"),
  "reference.preparer": a(
    "service",
    "a préparé un import de données de référence",
    "préparer un import de données de référence",
  ),
  "reference.abandonner": a(
    "service",
    "a abandonné un import de données de référence",
    "abandonner cet import de données de référence",
  ),
  "reference.exporter_refus": a(
    "service",
    "a téléchargé les lignes refusées d’un import",
    "télécharger les lignes refusées d’un import",
  ),
  "carte.importer": a("carte", "a envoyé un fichier de la carte", "importer un fichier de la carte"),
  "carte.suivre_import": a("lectures", "a suivi la lecture d’un fichier de la carte", "suivre un import de la carte"),
  "carte.appliquer_import": a("carte", "a appliqué un import de la carte", "appliquer un import de la carte"),
  "carte.abandonner_import": a("carte", "a abandonné un import de la carte", "abandonner un import de la carte"),
  "carte.exporter_remarques": a(
    "carte",
    "a téléchargé les lignes à corriger d’un import de la carte",
    "télécharger les lignes à corriger d’un import",
  ),
  "carte.exporter_demandes": a("lectures", "a exporté des demandes de la carte", "exporter les demandes de la carte"),
  "constat.saisir": a("carte", "a saisi un constat de places", "saisir le constat de cet établissement"),
  "constat.demander_motif": a(
    "carte",
    "a demandé le motif d’un écart de places",
    "demander le motif d’un écart à cet établissement",
  ),
  "constat.exporter": a("lectures", "a téléchargé le tableau des places", "télécharger le tableau des places"),
  "effectif.saisir": a(
    "carte",
    "a saisi ou retiré un effectif de référence",
    "saisir l’effectif de référence de ce territoire",
  ),
  "coloration.enregistrer": a("carte", "a complété une coloration", "modifier les colorations de cette région"),
  "coloration.attester": a(
    "carte",
    "a noté l’attestation d’une coloration nationale",
    "noter l’attestation d’une coloration dans cette région",
  ),
  "coloration.reunir": a("carte", "a réuni deux colorations", "réunir des colorations de cette région"),
  "coloration.separer": a("carte", "a séparé deux colorations réunies", "séparer des colorations de cette région"),
  "coloration.refuser": a(
    "carte",
    "a dit que deux colorations ne sont pas la même",
    "écarter des colorations proposées dans cette région",
  ),
  "coloration.reproposer": a(
    "carte",
    "a laissé proposer à nouveau deux colorations",
    "proposer à nouveau des colorations de cette région",
  ),
  "courriel.lire": a("service", "a lu un courriel envoyé par le service", "lire un courriel"),
  "courriel.lire_piece": a("service", "a ouvert la pièce jointe d’un courriel du service", "ouvrir cette pièce jointe"),
  "courriel.renvoyer": a("service", "a renvoyé un courriel", "renvoyer un courriel"),
  "journal.verifier": a("service", "a vérifié le journal", "vérifier le journal"),
  "journal.exporter": a("service", "a exporté le journal du service", "exporter le journal du service"),
  "organisation.chercher": a("lectures", "a cherché une organisation", "chercher une organisation"),
  "organisation.verifier": a(
    "contenu",
    "a vérifié l’identité d’un partenaire auprès d’un registre",
    "vérifier l’identité d’un partenaire",
  ),
  "etablissement.chercher": a("lectures", "a cherché un établissement", "chercher un établissement"),
  "formation.chercher": a("lectures", "a cherché une formation", "chercher une formation"),
};

const INCONNUE = a("service", "a fait une action que cette version du service ne connaît plus", "faire cette action");

export const motsAction = (action: string): MotsAction => ACTIONS[action] ?? INCONNUE;

/** What a team does with its comments and its save points: told to whom may read these, whatever else of the history they read. */
export const ACTIONS_COMMENTAIRES: readonly string[] = Object.keys(ACTIONS).filter((a) => a.startsWith("commentaire."));
export const ACTIONS_POINTS: readonly string[] = Object.keys(ACTIONS).filter((a) => a.startsWith("point."));

export const actionsDe = (famille: Famille): string[] =>
  Object.keys(ACTIONS).filter((action) => ACTIONS[action]?.famille === famille);

/** Who acted when nobody is named: the server's own tasks, or a person who was not signed in yet. */
export const acteurAnonyme = (action: string, chaine: string): string =>
  chaine === CHAINE_SERVICE && motsAction(action).famille === "connexions"
    ? "Une personne non identifiée"
    : "Le service";

"use client";
import { useRef, useState } from "react";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import type { NomGeste } from "@/components/dossier/magasin";
import { useGeste } from "@/components/equipe/usage-geste";
import { toutEnvoyer } from "@/components/points/retour";
import { ecrireMontant } from "@/lib/domain/argent";
import { accorder } from "@/lib/domain/ecriture";
import { type CodeRegistre, ETATS_REGISTRE, nomEtatRegistre } from "@/lib/domain/registre-lettres";
import type { LettreVue } from "@/lib/schemas/lettres";
import type { Reponse } from "@/lib/schemas/reponse";
import { type ActionsServeur, parLecteur } from "./actions-lettres";
import { type Filtre, FiltresLettres } from "./filtres-lettres";
import { engagerLignes, reprendreFichier } from "./gestes-plan";
import styles from "./lettres.module.css";
import { type GesteLigne, LigneLettre } from "./ligne-lettre";
import { ModaleEnvoi } from "./modale-envoi";
import { ModaleMotif } from "./modale-motif";
import { ModalePrevenir } from "./modale-prevenir";
import { ModaleSignee } from "./modale-signee";
import { PartenairesRetires } from "./partenaires-retires";
import { aEnvoyer, aPreparer, type LigneRegistre, useRegistre } from "./registre";

type Dialogue =
  | { type: "envoyer"; lignes: readonly LigneRegistre[] }
  | { type: "deposer" | "refaire" | "prevenir"; ligne: LigneRegistre }
  /** `present`: the partner is still in the dossier. */
  | { type: "retirer"; lettre: LettreVue; nom: string; present: boolean }
  | null;

const NON_ENREGISTRE = {
  ok: false,
  error: {
    code: "regle",
    message: "Des modifications de cette page ne sont pas enregistrées : réglez-les, puis recommencez.",
  },
} as const satisfies Reponse<never>;

/** The register of the dossier's commitment letters. */
export function PageLettres({ lettres, actions: envois }: { lettres: readonly LettreVue[]; actions: ActionsServeur }) {
  const { espace, magasin, rafraichir } = useEspaceFixe();
  const actions = parLecteur(envois, espace.lecteur.id);
  const { lignes, sansPartenaire } = useRegistre(lettres);
  const { faire, enCours, erreur, effacer } = useGeste();
  const [filtre, setFiltre] = useState<Filtre>("toutes");
  const [choisies, setChoisies] = useState<ReadonlySet<string>>(new Set());
  const [dialogue, setDialogue] = useState<Dialogue>(null);
  const [dite, setDite] = useState("");
  /** The last marking of lines, to take back. */
  const [engagement, setEngagement] = useState<NomGeste | null>(null);
  const liste = useRef<HTMLHeadingElement>(null);
  const gerer = espace.droits.gererLettres;
  const dossierId = espace.id;

  const attendues = lignes.filter((l) => l.etat.code !== "sans_objet");
  const comptes = ETATS_REGISTRE.codes.map(
    (code) => [code, lignes.filter((l) => l.etat.code === code).length] as const,
  );
  /** « Envoyée » holds those whose mail has still to leave: said when there are any. */
  const nomDuFiltre = (code: CodeRegistre): string => {
    const mots = lignes.flatMap((l) =>
      l.etat.code === code ? [nomEtatRegistre(code, l.courante?.envoi?.courriel)] : [],
    );
    return [...new Set(mots)].join(" ou ") || ETATS_REGISTRE.libelles[code];
  };
  const montrees = filtre === "toutes" ? attendues : lignes.filter((l) => l.etat.code === filtre);
  const choix = montrees.filter((l) => choisies.has(l.partenaire));
  const preparables = choix.filter(aPreparer);
  const envoyables = choix.filter(aEnvoyer);

  async function preparer(visees: readonly LigneRegistre[], motif?: string) {
    const lettres = visees.map((l) => ({
      partenaire: l.partenaire,
      vue: l.courante?.id ?? null,
      montant: ecrireMontant(l.etat.auPlan),
      ...(motif !== undefined && { motif }),
    }));
    // The plan is read on the server: what is typed goes there first, or no letter is made of it.
    const fait = await faire(async () =>
      (await toutEnvoyer(magasin)) > 0 ? NON_ENREGISTRE : actions.preparerLettres({ dossierId, lettres }),
    );
    if (fait !== null) finir(`${accorder(fait.lettres.length, "lettre préparée", "lettres préparées")}.`);
  }
  function finir(phrase: string) {
    setDialogue(null);
    setChoisies(new Set());
    setDite(phrase);
  }
  function ouvrir(suivant: Dialogue) {
    effacer();
    setEngagement(null);
    setDite("");
    setDialogue(suivant);
  }
  function faireUnGeste(ligne: LigneRegistre, geste: GesteLigne) {
    setEngagement(null);
    if (geste === "preparer") {
      setDite("");
      void preparer([ligne]);
    } else if (geste === "engager") {
      const marquees = engagerLignes(magasin, ligne.partenaire);
      if (marquees === null) return;
      setDite(`${accorder(ligne.aEngager, "ligne marquée engagée", "lignes marquées engagées")} : ${ligne.nom}.`);
      setEngagement(marquees);
      liste.current?.focus();
    } else if (geste === "reprendre") {
      const { courante } = ligne;
      if (courante?.signature == null) return;
      reprendreFichier(magasin, ligne.partenaire, { montant: courante.montant, signeeLe: courante.signature.le });
      setDite(`La fiche de ${ligne.nom} dit ce que dit le fichier signé.`);
      liste.current?.focus();
    } else if (geste === "envoyer") ouvrir({ type: "envoyer", lignes: [ligne] });
    else if (geste !== "retirer") ouvrir({ type: geste, ligne });
    else if (ligne.courante !== null)
      ouvrir({ type: "retirer", lettre: ligne.courante, nom: ligne.nom, present: true });
  }
  function reprendreEngagement() {
    if (engagement === null) return;
    const repris = magasin.annulerGeste(engagement);
    setEngagement(null);
    setDite(
      repris === null || repris.refusees.length > 0
        ? "Le plan a changé depuis : décochez les lignes dans le plan de financement."
        : "Les lignes sont de nouveau espérées.",
    );
    liste.current?.focus();
  }
  async function retirer(lettre: LettreVue, nom: string, motif: string, confirmee: boolean) {
    const demande = { dossierId, lettreId: lettre.id, version: lettre.version, motif, confirmee };
    if ((await faire(() => actions.retirerLettre(demande))) !== null) finir(`La lettre de ${nom} est mise de côté.`);
  }
  return (
    <section className="rg-section" aria-labelledby="titre-section">
      <div className="rg-section__tete">
        <h2 id="titre-section" className="rg-section__titre" tabIndex={-1} data-titre-page="">
          Lettres d’engagement
        </h2>
      </div>
      <p className="rg-section__intro">
        Chaque partenaire qui apporte un cofinancement s’engage par une lettre signée, au montant du plan. Si le montant
        change, la lettre est périmée : une autre la remplace.
      </p>
      {attendues.length === 0 && sansPartenaire.length === 0 && lignes.every((l) => l.anciennes.length === 0) ? (
        <p className={styles.vide}>
          Aucun partenaire n’apporte de cofinancement pour l’instant. Les lettres à préparer apparaissent ici dès que le
          plan de financement nomme un partenaire.
        </p>
      ) : (
        <>
          <h3 ref={liste} id="titre-lettres" tabIndex={-1} className="fr-h6">
            Registre
          </h3>
          <FiltresLettres
            filtre={filtre}
            comptes={comptes}
            toutes={attendues.length}
            nom={nomDuFiltre}
            surFiltre={setFiltre}
          />
          <div className={styles.outils}>
            {gerer ? (
              <div className={styles.gestes}>
                <button
                  type="button"
                  className="fr-btn fr-btn--sm"
                  disabled={enCours || preparables.length === 0}
                  onClick={() => {
                    setDite("");
                    void preparer(preparables);
                  }}
                >
                  {`Préparer les lettres choisies${preparables.length > 0 ? ` (${preparables.length})` : ""}`}
                </button>
                <button
                  type="button"
                  className="fr-btn fr-btn--sm fr-btn--secondary"
                  disabled={enCours || envoyables.length === 0}
                  onClick={() => ouvrir({ type: "envoyer", lignes: envoyables })}
                >
                  {`Envoyer les lettres choisies${envoyables.length > 0 ? ` (${envoyables.length})` : ""}`}
                </button>
                <button
                  type="button"
                  className="fr-btn fr-btn--sm fr-btn--tertiary-no-outline"
                  onClick={() =>
                    setChoisies((avant) =>
                      avant.size > 0
                        ? new Set()
                        : new Set(
                            montrees
                              .filter((l) => aPreparer(l) || l.etat.code === "a_envoyer")
                              .map((l) => l.partenaire),
                          ),
                    )
                  }
                >
                  {choisies.size > 0 ? "Ne rien choisir" : "Choisir tout ce qui reste à faire"}
                </button>
              </div>
            ) : null}
            <a
              className="fr-link fr-link--download fr-link--sm"
              href={`/api/v1/dossiers/${dossierId}/lettres.csv`}
              download
            >
              Exporter le registre
              <span className="fr-link__detail">CSV</span>
            </a>
          </div>
          <p role="status">{enCours && dialogue === null ? "Préparation…" : dite}</p>
          {engagement === null ? null : (
            <button type="button" className="fr-btn fr-btn--sm fr-btn--tertiary fr-mb-2w" onClick={reprendreEngagement}>
              Annuler le marquage des lignes
            </button>
          )}
          <div role="alert">
            {erreur && dialogue === null ? <p className="fr-message fr-message--error">{erreur.message}</p> : null}
          </div>
          {montrees.length === 0 ? (
            <p className={styles.vide}>Aucune lettre dans cet état.</p>
          ) : (
            <ul className={styles.liste} aria-labelledby="titre-lettres">
              {montrees.map((l) => (
                <LigneLettre
                  key={l.partenaire}
                  ligne={l}
                  dossierId={dossierId}
                  gerer={gerer}
                  enCours={enCours}
                  choisie={choisies.has(l.partenaire)}
                  surChoix={(oui) =>
                    setChoisies((avant) => {
                      const suite = new Set(avant);
                      if (oui) suite.add(l.partenaire);
                      else suite.delete(l.partenaire);
                      return suite;
                    })
                  }
                  surGeste={(geste) => faireUnGeste(l, geste)}
                />
              ))}
            </ul>
          )}
          <PartenairesRetires
            lettres={sansPartenaire}
            gerer={gerer}
            enCours={enCours}
            surRetrait={(lettre) => ouvrir({ type: "retirer", lettre, nom: lettre.nomPartenaire, present: false })}
          />
        </>
      )}
      {dialogue?.type === "envoyer" ? (
        <ModaleEnvoi
          dossierId={dossierId}
          lignes={dialogue.lignes}
          envoyerLettres={actions.envoyerLettres}
          surFermeture={() => setDialogue(null)}
          surEnvoi={finir}
        />
      ) : null}
      {dialogue?.type === "prevenir" ? (
        <ModalePrevenir
          dossierId={dossierId}
          ligne={dialogue.ligne}
          prevenirPartenaire={actions.prevenirPartenaire}
          surFermeture={() => setDialogue(null)}
          surEnvoi={finir}
        />
      ) : null}
      {dialogue?.type === "deposer" ? (
        <ModaleSignee
          ligne={dialogue.ligne}
          aujourdhui={espace.aujourdhui}
          surFermeture={() => setDialogue(null)}
          surDepot={() => {
            finir(`La lettre signée de ${dialogue.ligne.nom} est déposée.`);
            rafraichir();
          }}
        />
      ) : null}
      {dialogue?.type === "refaire" ? (
        <ModaleMotif
          titre={`Refaire la lettre de ${dialogue.ligne.nom}`}
          oui="Refaire la lettre"
          confirmation={null}
          enCours={enCours}
          erreur={erreur}
          surOui={(motif) => void preparer([dialogue.ligne], motif)}
          surFermeture={() => setDialogue(null)}
        >
          <p>Une nouvelle lettre, au même montant, remplace celle-ci, qui reste lisible dans le registre.</p>
        </ModaleMotif>
      ) : null}
      {dialogue?.type === "retirer" ? (
        <ModaleMotif
          titre={`Retirer la lettre de ${dialogue.nom}`}
          oui="Retirer la lettre"
          confirmation={
            dialogue.lettre.signature === null
              ? null
              : dialogue.present
                ? "Je confirme : l’engagement signé de ce partenaire est effacé du dossier."
                : "Je confirme : cette lettre signée est mise de côté."
          }
          enCours={enCours}
          erreur={erreur}
          surOui={(motif, confirmee) => void retirer(dialogue.lettre, dialogue.nom, motif, confirmee)}
          surFermeture={() => setDialogue(null)}
        >
          <p>La lettre et ses fichiers restent lisibles dans le registre, avec la raison.</p>
        </ModaleMotif>
      ) : null}
    </section>
  );
}

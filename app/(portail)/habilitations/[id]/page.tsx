import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { CHEMIN, CHEMIN_DEMANDES } from "@/components/habilitations/adresse";
import { BadgeEtat } from "@/components/habilitations/badge-etat";
import { BoutonGarder } from "@/components/habilitations/bouton-garder";
import styles from "@/components/habilitations/habilitations.module.css";
import { Histoire } from "@/components/habilitations/histoire";
import { Prolonger } from "@/components/habilitations/prolongation";
import { BoutonRetrait } from "@/components/habilitations/retrait";
import { jourAParis } from "@/lib/domain/dates";
import { accorder, ecrireDate } from "@/lib/domain/ecriture";
import { ecrireHabilitation, ecrirePortee } from "@/lib/domain/habilitations";
import { nomRole } from "@/lib/domain/roles";
import { type HabilitationLue, lireHabilitation } from "@/lib/server/habilitations/lire-habilitation";
import { exigerAgent } from "@/lib/server/session";
import { prolonger, relire, retirer } from "../actions";
import "@/components/dsfr/champs.css";

export const metadata: Metadata = { title: "Habilitation" };

type Props = { params: Promise<{ id: string }> };

export default async function PageHabilitation({ params }: Props) {
  const agent = await exigerAgent();
  const maintenant = new Date();
  const h = await lireHabilitation(agent, (await params).id, maintenant);
  if (h === null) notFound();
  const titre = `${h.personne}, ${nomRole(h.role).toLocaleLowerCase("fr")}`;
  const ouverte = h.etat !== "retiree" && h.etat !== "terminee";
  return (
    <>
      <FilAriane chemin={[{ href: CHEMIN, texte: "Habilitations" }]} courant={titre} />
      <h1 className="fr-h2">{titre}</h1>
      <div className={styles.fiche}>
        <div>
          <BadgeEtat etat={h.etat} />
          <Faits h={h} />
          {h.demandeId ? (
            <p>
              <Link href={`${CHEMIN_DEMANDES}/${h.demandeId}`}>Voir la demande d’origine</Link>
            </p>
          ) : null}
          <h2 className="fr-h5">Histoire de ce droit</h2>
          <Histoire pas={h.historique} accordeeLe={h.accordeeLe} />
        </div>
        {ouverte ? (
          <div>
            <section className={styles.cadre} aria-labelledby="titre-revue">
              <h2 className="fr-h5" id="titre-revue">
                Revue annuelle
              </h2>
              <p>
                {h.etat === "a_revoir"
                  ? `À revoir depuis le ${ecrireDate(h.revueLe)} : ce droit est-il encore utile ?`
                  : `Prochaine revue le ${ecrireDate(h.revueLe)}.`}
              </p>
              <BoutonGarder habilitationId={h.id} version={h.version} relire={relire} />
            </section>
            <section className={styles.cadre} aria-labelledby="titre-fin">
              <h2 className="fr-h5" id="titre-fin">
                Date de fin
              </h2>
              <Prolonger
                key={h.version}
                habilitationId={h.id}
                version={h.version}
                aujourdhui={jourAParis(maintenant)}
                prolonger={prolonger}
              />
            </section>
            <section className={styles.cadre} aria-labelledby="titre-retrait">
              <h2 className="fr-h5" id="titre-retrait">
                Retrait
              </h2>
              <p>
                Le retrait prend effet aussitôt et ferme les sessions ouvertes de la personne.
                {h.role === "equipe_projet" ? " Elle sort des équipes de dossiers que ce droit lui ouvrait." : null}
              </p>
              {h.seulResponsable > 0 ? (
                <div className="fr-alert fr-alert--warning fr-alert--sm fr-mb-2w">
                  <p>
                    Cette personne est la seule responsable de {accorder(h.seulResponsable, "dossier")} : prévoyez qui
                    lui succède.
                  </p>
                </div>
              ) : null}
              <BoutonRetrait
                habilitationId={h.id}
                version={h.version}
                personne={h.personne}
                droit={ecrireHabilitation(h)}
                retirer={retirer}
              />
            </section>
          </div>
        ) : null}
        {h.dossiersLaisses > 0 ? (
          <div className="fr-alert fr-alert--warning fr-alert--sm" role="status">
            <p>
              Cette personne était la dernière responsable de {accorder(h.dossiersLaisses, "dossier")}. La région
              académique peut en nommer un autre, depuis la page « Équipe » du dossier.
            </p>
          </div>
        ) : null}
      </div>
    </>
  );
}

function Faits({ h }: { h: HabilitationLue }) {
  const faits: [string, string | null][] = [
    ["Personne", h.personne],
    ["Organisation", h.organisation],
    ["Adresse", h.email],
    ["Rôle", nomRole(h.role)],
    ["Périmètre", ecrirePortee(h.role, h)],
    ["Depuis le", ecrireDate(h.debut)],
    ["Jusqu’au", h.fin === null ? "Sans date de fin" : ecrireDate(h.fin)],
    ["Accordé par", h.accordeePar ?? "Le service, à l’installation"],
    ["Raison donnée", h.motif],
    ["Dernière revue", h.relueLe === null ? "Aucune encore" : ecrireDate(h.relueLe)],
    ["Retiré le", h.retireeLe === null ? null : ecrireDate(h.retireeLe)],
    ["Raison du retrait", h.motifRetrait],
  ];
  return (
    <dl className={styles.faits}>
      {faits.map(([nom, valeur]) =>
        valeur === null ? null : (
          <div key={nom} className={styles.paire}>
            <dt>{nom}</dt>
            <dd>{valeur}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

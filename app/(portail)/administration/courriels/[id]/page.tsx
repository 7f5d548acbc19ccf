import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BadgeCourriel, nomGenre } from "@/components/administration/courriels/etat-courriel";
import { RenvoyerCourriel } from "@/components/administration/courriels/renvoyer-courriel";
import { dateHeureAParis } from "@/components/compte/date-heure";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { ecrireNombre } from "@/lib/domain/ecriture";
import { lireCourriel } from "@/lib/server/courriels/gerer-courriels";
import { exigerAgent } from "@/lib/server/session";
import { renvoyer } from "../actions";

export const metadata: Metadata = { title: "Courriel" };

type Props = { params: Promise<{ id: string }> };

export default async function PageCourriel({ params }: Props) {
  const agent = await exigerAgent();
  const courriel = await lireCourriel(agent, (await params).id);
  if (courriel === null) notFound();
  return (
    <>
      <FilAriane
        chemin={[
          { href: "/administration", texte: "Administration" },
          { href: "/administration/courriels", texte: "Courriels" },
        ]}
        courant={courriel.objet}
      />
      <h1 className="fr-h2">{courriel.objet}</h1>
      <p>
        <BadgeCourriel etat={courriel.etat} />
      </p>
      <dl className="rg-definitions">
        <dt>Destinataire</dt>
        <dd>{courriel.destinataire}</dd>
        <dt>Genre</dt>
        <dd>{nomGenre(courriel.genre)}</dd>
        <dt>Écrit le</dt>
        <dd>{dateHeureAParis(courriel.creeLe)}</dd>
        <dt>Envoyé le</dt>
        <dd>{courriel.envoyeLe === null ? "Pas encore" : dateHeureAParis(courriel.envoyeLe)}</dd>
        <dt>Essais</dt>
        <dd>{ecrireNombre(courriel.essais)}</dd>
        {courriel.pieceNom === null ? null : (
          <>
            <dt>Pièce jointe</dt>
            <dd>
              {courriel.pieceLisible ? (
                <a className="fr-link fr-link--download" href={`/api/v1/courriels/${courriel.id}/piece`} download>
                  {courriel.pieceNom}
                  <span className="fr-link__detail">PDF</span>
                </a>
              ) : (
                courriel.pieceNom
              )}
            </dd>
          </>
        )}
        {courriel.erreur === null ? null : (
          <>
            <dt>Dernière erreur</dt>
            <dd>{courriel.erreur}</dd>
          </>
        )}
      </dl>
      <h2 className="fr-h5 fr-mt-3w">Texte</h2>
      {courriel.corps === null ? (
        <p>
          {courriel.genre === "lettre"
            ? "Ce courriel accompagne une lettre d’engagement : son texte n’est lisible que par son destinataire."
            : "Ce courriel porte un lien personnel : son texte n’est lisible que par son destinataire."}
        </p>
      ) : (
        <p className="rg-texte-brut rg-lecture">{courriel.corps}</p>
      )}
      {courriel.etat === "echec" ? <RenvoyerCourriel courrielId={courriel.id} renvoyer={renvoyer} /> : null}
    </>
  );
}

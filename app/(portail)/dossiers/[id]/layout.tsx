import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AtelierProvider } from "@/components/dossier/atelier/contexte";
import { EspaceProvider } from "@/components/dossier/espace-contexte";
import { GrilleEspace } from "@/components/dossier/grille-espace";
import {
  abandonner,
  deposer,
  enregistrerModifications,
  lireHistoriqueChamp,
  mesurerTextes,
  modifierPiece,
  ouvrirVersion,
  remettrePiece,
  retirerPiece,
} from "./actions";
import {
  ecrireCommentaire,
  lireMentions,
  modifierCommentaire,
  repondreCommentaire,
  resoudreFil,
  retirerCommentaire,
} from "./commentaires/actions";
import { lireEspace, sansEspace } from "./lire-espace";
import { retirerRecepisse } from "./recepisses/actions";
import { creerScenario } from "./scenarios/actions";
import "@/components/dsfr/champs.css";
import "@/components/dossier/espace.css";

const commentaires = {
  ecrire: ecrireCommentaire,
  repondre: repondreCommentaire,
  modifier: modifierCommentaire,
  retirer: retirerCommentaire,
  resoudre: resoudreFil,
  lireMentions,
};

type Props = { params: Promise<{ id: string }>; children: ReactNode };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const espace = await lireEspace((await params).id);
  const nom = espace ? espace.fichier.acronyme || espace.fichier.titre : "Dossier introuvable";
  return { title: { template: `%s – ${nom} – Rigel`, default: `${nom} – Rigel` } };
}

/** Mounted once for all sections: what is typed survives going from one to the other. */
export default async function LayoutDossier({ params, children }: Props) {
  const { id } = await params;
  const espace = await lireEspace(id);
  if (!espace) return sansEspace(id);
  return (
    <EspaceProvider
      // Someone else signed in since: their page is another one, and what was typed stays with the person who typed it.
      key={`${espace.id}:${espace.lecteur.id}`}
      espace={espace}
      actions={{
        enregistrerModifications,
        lireHistoriqueChamp,
        deposer,
        ouvrirVersion,
        abandonner,
        retirerPiece,
        remettrePiece,
        modifierPiece,
        retirerRecepisse,
        commentaires,
        mesurerTextes,
        creerScenario,
      }}
    >
      <AtelierProvider>
        <GrilleEspace>{children}</GrilleEspace>
      </AtelierProvider>
    </EspaceProvider>
  );
}

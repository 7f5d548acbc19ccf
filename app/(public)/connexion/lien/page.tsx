import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AdresseSansJeton } from "@/components/connexion/adresse-sans-jeton";
import { phraseRefus } from "@/components/connexion/refus";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { ouvrirParLien } from "../actions";

export const metadata: Metadata = {
  title: "Confirmer la connexion",
  robots: { index: false },
  // The address holds a token: told to no other site. « no-referrer » would hide the form's own origin too, and have it refused
  // where there is no JavaScript.
  referrer: "same-origin",
};

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

async function confirmer(donnees: FormData) {
  "use server";
  const reponse = await ouvrirParLien(String(donnees.get("jeton") ?? ""));
  if (!reponse.ok) redirect(`/connexion/lien?refus=${reponse.error.code === "interdit" ? "lien" : reponse.error.code}`);
}

/**
 * Opening this page uses nothing up: mail scanners open every link that they see. A person confirms with the button, and that
 * works once. Nothing is said of the link before: only who holds it may learn what it is worth.
 */
export default async function LienConnexion({ searchParams }: Props) {
  const { jeton, refus } = await searchParams;
  const complet = typeof jeton === "string" && jeton !== "" && refus === undefined;
  return (
    <div className="fr-container fr-pb-6w">
      <FilAriane chemin={[{ href: "/connexion", texte: "Se connecter" }]} courant="Confirmer la connexion" />
      <h1>Confirmer la connexion</h1>
      {complet ? (
        <form action={confirmer} className="rg-lecture">
          <p>Vous arrivez d’un lien reçu par courriel. Confirmez pour ouvrir votre session dans ce navigateur.</p>
          <input type="hidden" name="jeton" value={jeton} />
          <AdresseSansJeton />
          <button type="submit" className="fr-btn">
            Se connecter
          </button>
        </form>
      ) : (
        <>
          <div className="fr-alert fr-alert--error fr-mb-3w" role="alert">
            <p>{phraseRefus(typeof refus === "string" ? refus : "lien")}</p>
          </div>
          <p>
            <Link href="/connexion">Demander un nouveau lien</Link>
          </p>
        </>
      )}
    </div>
  );
}

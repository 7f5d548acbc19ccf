import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { FormulaireVersion } from "@/components/regimes-admin/formulaire-version";
import "@/components/dsfr/champs.css";
import "@/components/regimes-admin/regimes-admin.css";
import "@/components/regles/regles.css";
import { jourAParis } from "@/lib/domain/dates";
import { estCodeRegime, REGIMES } from "@/lib/domain/nomenclatures";
import { versJeu } from "@/lib/schemas/vers-regime";
import { lecture } from "@/lib/server/base";
import { peut } from "@/lib/server/droits";
import { dernierRegime } from "@/lib/server/regimes/composer-version";
import { exigerAgent } from "@/lib/server/session";
import { essayer, publier } from "../../actions";

export const metadata: Metadata = { title: "Préparer une nouvelle version" };

export default async function PageNouvelleVersion({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const agent = await exigerAgent();
  if (!peut(agent, "regime.publier")) forbidden();
  if (!estCodeRegime(code)) notFound();
  const dernier = await lecture((tx) => dernierRegime(tx, code));
  const aujourdhui = jourAParis(new Date());
  const effetMin = dernier.effetLe !== undefined && dernier.effetLe > aujourdhui ? dernier.effetLe : aujourdhui;
  return (
    <>
      <FilAriane
        chemin={[
          { href: "/administration", texte: "Administration" },
          { href: "/administration/regimes", texte: "Régimes" },
          { href: `/administration/regimes/${code}`, texte: REGIMES.libelles[code] },
        ]}
        courant="Nouvelle version"
      />
      <h1 className="fr-h2">
        {REGIMES.libelles[code]} : préparer la version {dernier.numero + 1}
      </h1>
      <p className="rg-lecture">
        Elle part de la version {dernier.numero}. Rien n’est publié avant votre confirmation ; ce que vous préparez
        reste sur cet appareil.
      </p>
      <FormulaireVersion
        jeu={versJeu(dernier)}
        aujourdhui={aujourdhui}
        effetMin={effetMin}
        actions={{ essayer, publier }}
      />
    </>
  );
}

import { typographie } from "@/lib/domain/ecriture";

/**
 * The page shown while the database does not answer. Whole in one text: no component, no font, no style sheet, nothing that
 * could be missing too. Light or dark follows the system.
 */

const STYLE = `
:root{color-scheme:light dark}
body{margin:0;font:1rem/1.5 Marianne,arial,sans-serif;color:light-dark(#161616,#fff);background:light-dark(#fff,#161616)}
header{border-bottom:1px solid light-dark(#ddd,#353535);padding:1rem 1.5rem;font-weight:700}
main{max-width:40rem;margin:3rem auto;padding:0 1.5rem}
h1{font-size:2rem;line-height:1.25;margin:0 0 1.5rem}
a{display:inline-block;margin-top:1rem;padding:.5rem 1rem;color:light-dark(#fff,#000091);background:light-dark(#000091,#8585f6);text-decoration:none}
a:hover{text-decoration:underline}
a:focus-visible{outline:2px solid #0a76f6;outline-offset:2px}
`;

/** Says that the service is back; going on is for the person to decide. */
const SCRIPT = `
const etat=document.getElementById("etat");
const essayer=async()=>{
 try{const r=await fetch("/api/sante",{cache:"no-store"});if(r.ok){etat.textContent="${typographie("Le service répond de nouveau : vous pouvez réessayer.")}";return}}catch{}
 setTimeout(essayer,5000);
};
setTimeout(essayer,5000);
`;

export const pageIndisponible = (nonce: string): string => `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Service momentanément indisponible – Rigel</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<header>Rigel</header>
<main id="contenu">
<h1>Rigel est momentanément indisponible</h1>
<p>Le service n’arrive pas à lire ses données en ce moment. Ce n’est pas de votre fait.</p>
<p>Ce qui était enregistré l’est toujours. Ce que vous aviez tapé dans un dossier est gardé par ce navigateur et vous sera proposé à votre retour.</p>
<p id="etat" role="status"></p>
<p><a href="">Réessayer</a></p>
</main>
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>
`;

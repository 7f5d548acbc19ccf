const echapper = (texte) =>
  String(texte).replace(
    /[&<>"']/g,
    (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[c],
  );

export const page = (titre, corps) => `<!doctype html><html lang="fr"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${echapper(titre)}</title>
<style>body{font:18px/1.5 system-ui;max-width:34rem;margin:3rem auto;padding:0 1rem}button{font:inherit;padding:.5rem 1rem;margin:.25rem 0;width:100%;text-align:left}</style>
<h1>${echapper(titre)}</h1>${corps}</html>`;

/** Who to be: a simple choice, without any password. */
export const pageChoix = (comptes, interaction) =>
  page(
    "ProConnect d’essai",
    `<p>Fournisseur d’identité d’essai : personnes inventées, sans mot de passe.</p>
<form method="get" action="choisir"><input type="hidden" name="interaction" value="${echapper(interaction)}">
${Object.entries(comptes)
  .map(
    ([code, c]) =>
      `<p><button name="compte" value="${echapper(code)}">${echapper(`${c.given_name} ${c.usual_name}`)}, ${echapper(c.email)}</button></p>`,
  )
  .join("\n")}
<p><button name="compte" value="">Refuser et revenir au service</button></p></form>`,
  );

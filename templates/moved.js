// @ts-check
/*
 * On pages of documents that were renamed: goes on to the present address and takes along the clause that was asked for. Without it
 * the page goes on by itself, to the head of the document.
 */
(() => {
  const target = document.getElementById('page_target');
  if (target instanceof HTMLAnchorElement) location.replace(target.href + location.hash);
})();

/^$|=/.test(location.hash)||document.getElementById(location.hash.slice(1))?.closest(".node")||document.documentElement.classList.remove("has-answers")

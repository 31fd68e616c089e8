for(const{pathname}of document.querySelectorAll(".language"))location.pathname.startsWith(pathname)&&location.pathname!==pathname+"404.html"&&location.replace(pathname+"404.html")

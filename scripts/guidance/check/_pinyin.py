"""Chinese words in Latin letters, told by their syllables."""

from __future__ import annotations

import re

SYLLABLES = """
a ai an ang ao e ei en er o ou
b:a,ai,an,ang,ao,ei,en,eng,i,ian,iao,ie,in,ing,o,u
p:a,ai,an,ang,ao,ei,en,eng,i,ian,iao,ie,in,ing,o,ou,u
m:a,ai,an,ang,ao,e,ei,en,eng,i,ian,iao,ie,in,ing,iu,o,ou,u
f:a,an,ang,ei,en,eng,o,ou,u
d:a,ai,an,ang,ao,e,ei,eng,i,ian,iao,ie,ing,iu,ong,ou,u,uan,ui,un,uo
t:a,ai,an,ang,ao,e,eng,i,ian,iao,ie,ing,ong,ou,u,uan,ui,un,uo
n:a,ai,an,ang,ao,e,ei,en,eng,i,ian,iang,iao,ie,in,ing,iu,ong,ou,u,uan,uo,v
l:a,ai,an,ang,ao,e,ei,eng,i,ia,ian,iang,iao,ie,in,ing,iu,ong,ou,u,uan,un,uo,v
g:a,ai,an,ang,ao,e,ei,en,eng,ong,ou,u,ua,uai,uan,uang,ui,un,uo
k:a,ai,an,ang,ao,e,en,eng,ong,ou,u,ua,uai,uan,uang,ui,un,uo
h:a,ai,an,ang,ao,e,ei,en,eng,ong,ou,u,ua,uai,uan,uang,ui,un,uo
j:i,ia,ian,iang,iao,ie,in,ing,iong,iu,u,uan,üe,un
q:i,ia,ian,iang,iao,ie,in,ing,iong,iu,u,uan,üe,un
x:i,ia,ian,iang,iao,ie,in,ing,iong,iu,u,uan,üe,un
zh:a,ai,an,ang,ao,e,ei,en,eng,i,ong,ou,u,ua,uai,uan,uang,ui,un,uo
ch:a,ai,an,ang,ao,e,en,eng,i,ong,ou,u,ua,uai,uan,uang,ui,un,uo
sh:a,ai,an,ang,ao,e,ei,en,eng,i,ou,u,ua,uai,uan,uang,ui,un,uo
r:an,ang,ao,e,en,eng,i,ong,ou,u,uan,ui,un,uo
z:a,ai,an,ang,ao,e,ei,en,eng,i,ong,ou,u,uan,ui,un,uo
c:a,ai,an,ang,ao,e,en,eng,i,ong,ou,u,uan,ui,un,uo
s:a,ai,an,ang,ao,e,en,eng,i,ong,ou,u,uan,ui,un,uo
y:a,an,ang,ao,e,i,in,ing,ong,ou,u,uan,üe,un
w:a,ai,an,ang,ao,ei,en,eng,o,u
"""


def _syllables() -> list[str]:
    found: list[str] = []
    for line in SYLLABLES.split("\n"):
        initial, colon, finals = line.partition(":")
        ends = finals.replace("ü", "u").split(",")
        found += [initial + end for end in ends] if colon else line.split()
    return sorted(found, key=len, reverse=True)


PINYIN = re.compile(rf"(?:{'|'.join(_syllables())}){{2,}}", re.I)


def is_pinyin(word: str) -> bool:
    """Whether a word can be read as two or more Chinese syllables."""
    return PINYIN.fullmatch(word) is not None
